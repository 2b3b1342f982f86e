import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { AccountUnreachable, ProviderUnavailable } from '@/lib/providers/errors'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { storeEntries } from '../ledger/testing/store-entries'
import { assumeOpening } from './assume-opening'
import { type ProofPorts, proveBalances } from './prove-balances'
import { countProofs, listAccountsDue, listProofs } from './queries'
import { entry, ports } from './testing/shown-balance'

const scope = { name: 'stripe', livemode: false }
let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
  await inSql(t.ctx, (sql) =>
    sql.run(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at)
       VALUES ($1, 'stripe', false, 'acct_platform', true, $2), ($1, 'stripe', false, 'acct_s', false, $2) ON CONFLICT DO NOTHING`,
      [t.marketplaceId, testNow],
    ),
  )
})
afterEach(() => t.close())

const run = (p: ProofPorts, accounts: readonly string[] = ['acct_platform']) => proveBalances(t.ctx, scope, p, accounts)
const cells = async () =>
  (await listProofs(t.ctx)).map((p) => [p.accountId, p.state, p.providerMinor, p.ledgerMinor, p.residualMinor])
const touches = async () => (await t.admin.query('SELECT money_key FROM recon_touch')).rows.map((row) => row.money_key)
const forgetTouches = () => t.admin.query('DELETE FROM recon_touch')

describe('what is proven', () => {
  test('a balance that equals its rows is proven, stored, audited, and troubles nobody', async () => {
    await storeEntries(t.ctx, [entry(700), entry(300)])
    expect(await run(ports([1000n]))).toMatchObject({ accounts: 1, proven: 1, residual: 0, healed: 0 })
    expect(await cells()).toEqual([['acct_platform', 'proven', 1000n, 1000n, 0n]])
    expect(await touches()).toEqual([])
    const { rows } = await t.admin.query(`SELECT detail FROM audit_entry WHERE action = 'proof.run'`)
    expect(rows).toMatchObject([{ detail: { accounts: 1, proven: 1 } }])
  })

  test('rows that the drain brings between the two readings are counted', async () => {
    const p = ports([500n], { drain: async () => storeEntries(t.ctx, p.reads === 1 ? [entry(500)] : []) })
    expect(await run(p)).toMatchObject({ proven: 1 })
  })

  test('an opening that was assumed stays, with its day and reason, and the proof starts from it', async () => {
    await storeEntries(t.ctx, [entry(700)])
    expect(await run(ports([750n]))).toMatchObject({ residual: 1 })
    await forgetTouches()
    const opening = { accountId: 'acct_platform', currency: 'eur', balanceType: 'payments', minor: 50n }
    const asOf = calendarDay('2026-09-01')
    const assumed = { ...opening, asOf, because: 'statement of August' }
    expect(await assumeOpening(t.ctxAs('analyst'), scope, assumed)).toEqual({ ok: true })
    expect(await touches()).toEqual(['stripe:acct_platform'])
    expect(await run(ports([750n]))).toMatchObject({ proven: 1 })
    const openingLabel = '2026-09-01: statement of August'
    expect((await listProofs(t.ctx))[0]).toMatchObject({ openingMinor: 50n, openingLabel, ledgerMinor: 750n })
    const { rows } = await t.admin.query(`SELECT detail FROM audit_entry WHERE action = 'proof.assume_opening'`)
    expect(rows).toMatchObject([{ detail: { openingMinor: '50', label: openingLabel } }])
    expect(await assumeOpening(t.ctxAs('executive'), scope, assumed)).toEqual({ ok: false, reason: 'not_permitted' })
    const bare = { ...assumed, because: ' ' }
    expect(await assumeOpening(t.ctxAs('admin'), scope, bare)).toEqual({ ok: false, reason: 'no_reason' })
  })
})

describe('what moves', () => {
  test('a balance that will not hold still is read three times and stays unproven, without a finding', async () => {
    await storeEntries(t.ctx, [entry(100)])
    const p = ports([100n, 200n, 300n, 400n])
    expect(await run(p)).toMatchObject({ unproven: 1, residual: 0 })
    expect(p.reads).toBe(3)
    expect(await touches()).toEqual([])
    expect((await listProofs(t.ctx))[0]).toMatchObject({ state: 'unproven', reads: 3, residualMinor: null })
  })

  test('one that moves once is read again and proven', async () => {
    const p = ports([0n, 100n], { drain: async () => storeEntries(t.ctx, p.reads === 1 ? [entry(100)] : []) })
    expect(await run(p)).toMatchObject({ proven: 1 })
    expect(p.reads).toBe(3)
  })

  test('a moving balance does not wipe out a residual that was found before', async () => {
    await storeEntries(t.ctx, [entry(100)])
    await run(ports([105n]))
    await run(ports([1n, 2n, 3n]))
    expect(await cells()).toEqual([['acct_platform', 'residual', 105n, 100n, 5n]])
  })
})

describe('what does not add up', () => {
  test('a residual has its window read again first; what that brings heals it', async () => {
    const p = ports([700n], {
      heal: async (request) => {
        await storeEntries(t.ctx, [entry(700)])
        p.healed.push(request)
        return { rowsFound: 1 }
      },
    })
    expect(await run(p)).toMatchObject({ proven: 1, residual: 0, healed: 1 })
    expect(p.healed).toMatchObject([{ accountId: 'acct_platform', from: null, to: testNow }])
    expect(await touches()).toEqual([])
  })

  test('only what remains is a residual: it is stored, reconciliation is told, and nothing is read again for it', async () => {
    await storeEntries(t.ctx, [entry(700)])
    const p = ports([688n])
    expect(await run(p)).toMatchObject({ residual: 1, proven: 0, healed: 0 })
    expect(await cells()).toEqual([['acct_platform', 'residual', 688n, 700n, -12n]])
    expect(await touches()).toEqual(['stripe:acct_platform'])
    await forgetTouches()
    const again = ports([688n])
    await run(again)
    expect(again.healed).toEqual([])
    expect(await touches()).toEqual([])
    await run(ports([700n]))
    expect(await touches()).toEqual(['stripe:acct_platform'])
  })

  test('what was proven before bounds the window that is read again', async () => {
    await storeEntries(t.ctx, [entry(700)])
    await run(ports([700n]))
    const p = ports([900n])
    await run(p)
    expect(p.healed[0]?.from).toEqual(new Date(testNow.getTime() - 24 * 3_600_000))
  })

  test('an account below zero is told to reconciliation once, and again when it has recovered', async () => {
    await storeEntries(t.ctx, [entry(-250)])
    expect(await run(ports([-250n]))).toMatchObject({ proven: 1 })
    expect(await touches()).toEqual(['stripe:acct_platform'])
    await forgetTouches()
    await run(ports([-250n]))
    expect(await touches()).toEqual([])
    await storeEntries(t.ctx, [entry(250)])
    await run(ports([0n]))
    expect(await touches()).toEqual(['stripe:acct_platform'])
  })
})

describe('whose turn it is', () => {
  test('never proven, moved, open or long ago; a quiet proven account is left alone', async () => {
    expect(await listAccountsDue(t.ctx, scope)).toEqual(['acct_platform', 'acct_s'])
    await storeEntries(t.ctx, [entry(100)])
    await run(ports([100n]))
    await run(ports([5n]), ['acct_s'])
    expect(await listAccountsDue(t.ctx, scope)).toEqual(['acct_s'])
    await storeEntries(t.ctx, [entry(1, { created: testNow })])
    expect(await listAccountsDue(t.ctx, scope)).toEqual(['acct_platform', 'acct_s'])
    expect(await listAccountsDue(t.ctxAs('admin', t.otherMarketplaceId), scope)).toEqual(['acct_other_platform'])
  })

  test('an account that shut us out is passed over; a Stripe that is down stops the run', async () => {
    const shut = ports([0n], {
      readBalance: async (accountId) => {
        throw new AccountUnreachable(accountId, 'access was revoked')
      },
    })
    expect(await run(shut)).toMatchObject({ unreachable: 1, proven: 0 })
    const down = ports([0n], {
      readBalance: async () => {
        throw new ProviderUnavailable('503')
      },
    })
    await expect(run(down)).rejects.toThrow('503')
  })

  test('residuals stand first on the page, and other marketplaces see none of it', async () => {
    await storeEntries(t.ctx, [entry(100), entry(50, { accountId: 'acct_s' })])
    await run(ports([100n]))
    await run(ports([40n]), ['acct_s'])
    const rows = await listProofs(t.ctx, { limit: 1 })
    expect(rows).toMatchObject([{ accountId: 'acct_s', state: 'residual', residualMinor: -10n }])
    const [first] = rows
    expect(await listProofs(t.ctx, first ? { after: first } : {})).toMatchObject([{ accountId: 'acct_platform' }])
    expect((await countProofs(t.ctx)).map((row) => [row.state, row.cells])).toEqual([
      ['residual', 1n],
      ['proven', 1n],
    ])
    expect(await listProofs(t.ctxAs('admin', t.otherMarketplaceId))).toEqual([])
  })
})
