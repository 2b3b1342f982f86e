import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { storeEntries } from '../ledger/testing/store-entries'
import { accountFindings } from '../reconciliation/account-findings'
import { getPartTotal, listPartRows } from './part-rows'
import { type ProofPorts, proveBalances } from './prove-balances'
import { listAccountsDue, listProofs } from './queries'
import { entry, ports } from './testing/shown-balance'

const scope = { name: 'stripe', livemode: false }
let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
  await inSql(t.ctx, (sql) =>
    sql.run(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at)
       VALUES ($1, 'stripe', false, 'acct_platform', true, $2) ON CONFLICT DO NOTHING`,
      [t.marketplaceId, testNow],
    ),
  )
})
afterEach(() => t.close())

const run = (p: ProofPorts) => proveBalances(t.ctx, scope, p, ['acct_platform'])
const hour = 3_600_000
/** Two days before its date: so many hours from now. */
const dueIn = (hours: number) => ({ created: new Date(testNow.getTime() + (hours - 48) * hour) })
const split = async () => {
  const [row] = await listProofs(t.ctx)
  return [row?.state, row?.splitState, row?.providerAvailableMinor, row?.availableMinor, row?.providerPendingMinor]
}

describe('available against pending', () => {
  test('follows available_on, and a row that was read as available before its date', async () => {
    await storeEntries(t.ctx, [
      entry(700),
      entry(300, dueIn(20)),
      entry(-40, { ...dueIn(30), status: 'available' }),
      entry(10, { ...dueIn(0), status: 'pending' }),
    ])
    const p = ports([{ available: 670n, pending: 300n }])
    expect(await run(p)).toMatchObject({ proven: 1, splitDiffers: 0 })
    expect(p.asked).toEqual([])
    expect(await split()).toEqual(['proven', 'proven', 670n, 670n, 300n])
  })

  test('a payout leaves available at once, whatever the date of its row', async () => {
    await storeEntries(t.ctx, [entry(700), entry(-500, { ...dueIn(24), category: 'payout', status: 'pending' })])
    expect(await run(ports([{ available: 200n, pending: 0n }]))).toMatchObject({ splitDiffers: 0 })
    expect((await listProofs(t.ctx))[0]).toMatchObject({ splitState: 'proven', splitPayouts: 'at_once' })
    expect(await run(ports([{ available: 700n, pending: -500n }]))).toMatchObject({ splitDiffers: 0 })
    expect((await listProofs(t.ctx))[0]).toMatchObject({ splitState: 'proven', splitPayouts: 'on_arrival' })
  })
})

describe('a Stripe that lets money go later, or earlier, than its dates say', () => {
  test('is asked row by row, once, and its word counts', async () => {
    const [late, early] = [
      entry(90, { ...dueIn(-3), status: 'pending' }),
      entry(25, { ...dueIn(9), status: 'pending' }),
    ]
    await storeEntries(t.ctx, [entry(700), late, early])
    const said = new Map([
      [late.id, 'pending'],
      [early.id, 'available'],
    ] as const)
    const p = ports([{ available: 725n, pending: 90n }], {}, said)
    expect(await run(p)).toMatchObject({ proven: 1, splitDiffers: 0 })
    expect(p.asked).toEqual([{ from: late.created, to: new Date(early.created.getTime() + 1000) }])
    expect(await split()).toEqual(['proven', 'proven', 725n, 725n, 90n])
  })

  test('what differs all the same is stored and shown, raises nothing, and is not asked about again', async () => {
    await storeEntries(t.ctx, [entry(700), entry(90, { ...dueIn(-3), status: 'pending' })])
    expect(await run(ports([{ available: 700n, pending: 90n }]))).toMatchObject({ proven: 1, splitDiffers: 1 })
    expect(await split()).toEqual(['proven', 'differs', 700n, 790n, 90n])
    expect(await inSql(t.ctx, (sql) => accountFindings(sql, t.marketplaceId, 'acct_platform'))).toEqual([])
    expect(await listAccountsDue(t.ctx, scope)).toEqual(['acct_platform'])
    const again = ports([{ available: 700n, pending: 90n }])
    await run(again)
    expect(again.asked).toEqual([])
    const changed = ports([{ available: 710n, pending: 80n }])
    await run(changed)
    expect(changed.asked).toHaveLength(1)
  })

  test('what turns while it is read is read again', async () => {
    await storeEntries(t.ctx, [entry(700), entry(90, dueIn(0))])
    const p = ports([
      { available: 700n, pending: 90n },
      { available: 790n, pending: 0n },
    ])
    expect(await run(p)).toMatchObject({ proven: 1, splitDiffers: 0 })
    expect(p.reads).toBe(3)
    expect(await split()).toEqual(['proven', 'proven', 790n, 790n, 0n])
  })
})

test('a residual says in which part it lies', async () => {
  await storeEntries(t.ctx, [entry(700), entry(300, dueIn(20))])
  expect(await run(ports([{ available: 705n, pending: 300n }]))).toMatchObject({ residual: 1, splitDiffers: 0 })
  expect(await split()).toEqual(['residual', 'differs', 705n, 700n, 300n])
})

test('the rows of each part are those that its line adds up', async () => {
  const rows = [entry(700), entry(300, dueIn(20)), entry(-500, { ...dueIn(24), category: 'payout', status: 'pending' })]
  await storeEntries(t.ctx, rows)
  await run(ports([{ available: 200n, pending: 300n }]))
  const cell = { accountId: 'acct_platform', currency: 'eur', balanceType: 'payments' }
  const [payments, soon, payout] = rows.map(({ id }) => id)
  const ids = async (part: 'available' | 'pending') =>
    (await listPartRows(t.ctx, { ...cell, part })).map(({ id }) => id)
  expect(await ids('available')).toEqual([payout, payments])
  expect(await ids('pending')).toEqual([soon])
  const [first] = await listPartRows(t.ctx, { ...cell, part: 'available', limit: 1 })
  const before = first && { created: first.created, id: first.id }
  expect((await listPartRows(t.ctx, { ...cell, part: 'available', before })).map(({ id }) => id)).toEqual([payments])
  const parts = ['available', 'pending'] as const
  const totals = await Promise.all(parts.map((part) => getPartTotal(t.ctx, { ...cell, part })))
  expect(totals).toEqual([200n, 300n])
  expect(await getPartTotal(t.ctxAs('admin', t.otherMarketplaceId), { ...cell, part: 'pending' })).toBeNull()
  expect(await listPartRows(t.ctxAs('admin', t.otherMarketplaceId), { ...cell, part: 'available' })).toEqual([])
})
