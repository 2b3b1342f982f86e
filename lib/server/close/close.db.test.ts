import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entity } from '@/lib/domain/close/period'
import { isBalanced, trialBalance } from '@/lib/domain/close/trial-balance'
import { listAudit, verifyChain } from '../audit/queries'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { confirmClose } from './confirm-close'
import { getPeriod, listClosedBalances, listMonths, viewPeriod } from './queries'
import { confirmReopen, requestReopen } from './reopen-period'
import { requestClose } from './request-close'
import { at, closeMonth, october, proveAll, provenWorld, recompute, saleAt, september } from './testing/closing-ground'
import { withdrawRequest } from './withdraw-request'

let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
})
afterEach(() => t.close())

const key = { scope: entity, month: september }
const ask = (named: string[] = []) => requestClose(at(t.ctxAs('analyst')), { ...key, named })
const failing = async (month = september) =>
  (await recompute(at(t.ctx), { scope: entity, month })).checks.flatMap(({ ok, code }) => (ok ? [] : [code]))

describe('two people close a month', () => {
  test('what was closed rolls forward to the cent, ties out, and bears the head of the audit chain', async () => {
    await provenWorld(t, 7, 900)
    expect(await failing()).toEqual([])
    await closeMonth(t, september)
    const period = await getPeriod(t.ctx, key)
    expect(period).toMatchObject({ state: 'closed', revision: 1, zone: 'Europe/Berlin', basis: 'created' })
    const [closing] = await listAudit(t.ctx, { action: 'period.close' })
    expect(period?.auditHash).toBe(closing?.hash)
    expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
    const balances = await listClosedBalances(t.ctx, key)
    expect(await viewPeriod(t.ctx, key)).toMatchObject({ facts: { accounts: balances }, checks: period?.checks })
    expect(balances.length).toBeGreaterThan(5)
    expect(trialBalance(balances).every(isBalanced)).toBe(true)
    await closeMonth(t, october)
    expect((await getPeriod(t.ctx, { ...key, month: october }))?.postings).toBeGreaterThan(100n)
    const next = await listClosedBalances(t.ctx, { scope: entity, month: october })
    const opening = new Map(next.map((row) => [`${row.ledgerAccount} ${row.currency}`, row.openingMinor]))
    for (const row of balances) expect(opening.get(`${row.ledgerAccount} ${row.currency}`)).toBe(row.closingMinor)
    expect((await listMonths(t.ctx)).map(({ month, period: one }) => [month, one?.state])).toEqual([
      ['2026-10', 'closed'],
      ['2026-09', 'closed'],
    ])
  })

  test('rejects: one’s own request, by the command and by the database', async () => {
    await provenWorld(t, 7, 20)
    const admin = at(t.ctxAs('admin'))
    const asked = await requestClose(admin, { ...key, named: [] })
    if (!asked.ok) throw new Error(asked.reason)
    expect(await confirmClose(admin, { ...key, seenHash: asked.value })).toEqual({ ok: false, reason: 'own_request' })
    const force = (set: string) => inSql(t.ctx, (sql) => sql.run(`UPDATE close_period SET ${set}`))
    const closing = `state = 'closed', revision = 1, closed_at = now(), audit_hash = 'x'`
    await expect(force(`${closing}, closed_by = asked_by`)).rejects.toThrow(/four_eyes/)
    await expect(force(`${closing}, closed_by = 'other', asked_by = 'someone'`)).rejects.toThrow(
      /bound to what was asked/,
    )
    await expect(force(closing)).rejects.toThrow(/closing_complete/)
    await expect(force(`state = 'reopen_asked'`)).rejects.toThrow(/does not go from/)
    expect((await getPeriod(t.ctx, key))?.state).toBe('asked')
  })

  test('rejects: what changed since it was asked, a role that reads, another marketplace', async () => {
    await provenWorld(t, 7, 20)
    const asked = await ask()
    if (!asked.ok) throw new Error(asked.reason)
    const confirmation = { ...key, seenHash: asked.value }
    expect(await confirmClose(at(t.ctxAs('executive')), confirmation)).toEqual({ ok: false, reason: 'not_permitted' })
    expect(await requestClose(at(t.ctxAs('executive')), { ...key, named: [] })).toEqual({
      ok: false,
      reason: 'not_permitted',
    })
    const stranger = at(t.ctxAs('admin', t.otherMarketplaceId))
    expect(await confirmClose(stranger, confirmation)).toEqual({ ok: false, reason: 'not_asked' })
    expect(await listMonths(stranger)).toEqual([])
    await storeEntries(t.ctx, [saleAt('ch_between', new Date('2026-09-15T12:00:00Z'))])
    await postLedger(t.ctx)
    await proveAll(t)
    expect(await confirmClose(at(t.ctxAs('admin')), confirmation)).toEqual({ ok: false, reason: 'changed' })
    await closeMonth(t, september)
  })

  test('two who confirm at once close it once', async () => {
    await provenWorld(t, 7, 20)
    const asked = await ask()
    if (!asked.ok) throw new Error(asked.reason)
    const confirm = () => confirmClose(at(t.ctxAs('admin')), { ...key, seenHash: asked.value })
    const results = await Promise.all([confirm(), confirm(), confirm()])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await listAudit(t.ctx, { action: 'period.close' })).toHaveLength(1)
  })
})

describe('nobody is asked any more', () => {
  test('whoever asked takes it back, whoever could confirm declines, and the month is as it was', async () => {
    await provenWorld(t, 7, 20)
    const [analyst, admin, executive] = [at(t.ctxAs('analyst')), at(t.ctxAs('admin')), at(t.ctxAs('executive'))]
    const shown = async () => {
      const period = await getPeriod(t.ctx, key)
      return { ...key, askedAt: period?.reopenAskedAt ?? period?.askedAt ?? new Date(0) }
    }
    expect(await withdrawRequest(analyst, await shown())).toEqual({ ok: false, reason: 'not_asked' })
    const asked = await ask()
    if (!asked.ok) throw new Error(asked.reason)
    expect(await withdrawRequest(executive, await shown())).toEqual({ ok: false, reason: 'not_permitted' })
    const another = { ...analyst, actor: { ...analyst.actor, id: 'somebody-else' } }
    expect(await withdrawRequest(another, await shown())).toEqual({ ok: false, reason: 'not_permitted' })
    const before = { ...key, askedAt: new Date(0) }
    expect(await withdrawRequest(admin, before)).toEqual({ ok: false, reason: 'asked_anew' })
    expect(await withdrawRequest(analyst, await shown())).toEqual({ ok: true })
    expect(await confirmClose(admin, { ...key, seenHash: asked.value })).toEqual({ ok: false, reason: 'not_asked' })
    expect((await getPeriod(t.ctx, key))?.state).toBe('open')
    await closeMonth(t, september)
    const closed = await getPeriod(t.ctx, key)
    expect(await requestReopen(analyst, { ...key, reason: 'auditor' })).toMatchObject({ ok: true })
    expect(await withdrawRequest(admin, await shown())).toEqual({ ok: true })
    expect(await confirmReopen(admin, key)).toEqual({ ok: false, reason: 'not_asked' })
    const still = await getPeriod(t.ctx, key)
    expect(still).toMatchObject({ state: 'closed', revision: 1, auditHash: closed?.auditHash })
    expect(await listAudit(t.ctx, { action: 'period.reopen.decline' })).toMatchObject([{ actorId: admin.actor.id }])
  })
})

describe('what holds a month open', () => {
  test('a month that is not over, an earlier one, a movement that waits, a balance that was never proven', async () => {
    await provenWorld(t, 7, 60)
    expect(await failing(october)).toEqual(['in_order'])
    const early = await recompute({ ...t.ctx, now: new Date('2026-09-30T21:59:59Z') }, key)
    expect(early.checks.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(['ended'])
    await storeEntries(t.ctx, [saleAt('ch_waits', new Date('2026-09-15T12:00:00Z'))])
    expect(await failing()).toContain('posted')
    await t.admin.query('DELETE FROM balance_proof WHERE account_id = $1', ['acct_platform'])
    expect(await failing()).toContain('balances_proven')
    expect(await ask()).toEqual({ ok: false, reason: 'checks_fail' })
  })

  test('a residual, until somebody names the exception that explains it to the cent', async () => {
    await provenWorld(t, 7, 20)
    await t.admin.query(
      `UPDATE balance_proof SET state = 'residual', residual_minor = -700, provider_minor = provider_minor - 700
       WHERE account_id = 'acct_platform' AND currency = 'eur'`,
    )
    expect(await ask()).toEqual({ ok: false, reason: 'checks_fail' })
    const { rows } = await t.admin.query<{ number: string }>(
      `INSERT INTO recon_exception (marketplace_id, id, money_key, account_id, family_id, kind, object_id, currency, amount_minor,
         direction, sentence, evidence, severity, occurred_at, due_at, opened_at, state)
       SELECT $1, 'exc_' || amount, 'stripe:acct_platform', 'acct_platform', 'acct_platform', 'UNEXPLAINED_RESIDUAL', 'acct_platform',
         'eur', amount, 'unknown', 's', '{}', 3, now(), now(), now(), 'open' FROM unnest(ARRAY[700, 699]) AS amount RETURNING number`,
      [t.marketplaceId],
    )
    const [whole, short] = rows.map(({ number }) => String(number))
    expect(await ask([short ?? ''])).toEqual({ ok: false, reason: 'checks_fail' })
    expect(await ask([whole ?? ''])).toMatchObject({ ok: true })
    expect((await getPeriod(t.ctx, key))?.named.map(({ amountMinor }) => amountMinor)).toEqual([700n])
  })

  test('a ledger that says otherwise than Stripe’s own rows', async () => {
    await provenWorld(t, 7, 20)
    await t.admin.query('ALTER TABLE balance_transaction DISABLE TRIGGER USER')
    await t.admin.query(
      `UPDATE balance_transaction SET amount_minor = amount_minor + 1, net_minor = net_minor + 1
       WHERE id = (SELECT min(id) FROM balance_transaction WHERE reporting_category = 'transfer')`,
    )
    expect(await failing()).toEqual(['stripe_clearing', 'seller_payable'])
  })
})

describe('two people open it again', () => {
  test('the last closed month first; what was closed stays on record, and the next closing is another revision', async () => {
    await provenWorld(t, 7, 40)
    await closeMonth(t, september)
    await closeMonth(t, october)
    const [analyst, admin] = [at(t.ctxAs('analyst')), at(t.ctxAs('admin'))]
    const why = { reason: 'late_data' } as const
    expect(await requestReopen(analyst, { ...key, ...why })).toEqual({ ok: false, reason: 'later_closed' })
    const last = { scope: entity, month: october }
    expect(await requestReopen(admin, { ...last, ...why })).toMatchObject({ ok: true })
    expect(await confirmReopen(admin, last)).toEqual({ ok: false, reason: 'own_request' })
    const force = inSql(t.ctx, (sql) =>
      sql.run(`UPDATE close_period SET state = 'open', reopened_by = reopen_asked_by WHERE state = 'reopen_asked'`),
    )
    await expect(force).rejects.toThrow(/reopen_four_eyes/)
    const second = { ...analyst, actor: { ...analyst.actor, role: 'admin' as const, kind: 'user' as const } }
    expect(await confirmReopen(second, last)).toMatchObject({ ok: true })
    await storeEntries(t.ctx, [saleAt('ch_again', new Date('2026-10-10T10:00:00Z'))])
    await postLedger(t.ctx)
    await proveAll(t)
    await closeMonth(t, october)
    expect(await getPeriod(t.ctx, last)).toMatchObject({ state: 'closed', revision: 2 })
    const { rows } = await t.admin.query('SELECT DISTINCT revision FROM close_balance WHERE month = $1 ORDER BY 1', [
      '2026-10-01',
    ])
    expect(rows).toEqual([{ revision: 1 }, { revision: 2 }])
    await expect(t.admin.query('DELETE FROM close_balance')).rejects.toThrow(/append-only/)
  })
})
