import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { costOf } from '@/lib/domain/metrics/costs'
import { performanceOf } from '@/lib/domain/metrics/performance'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { assignException } from '../exceptions/assign-exception'
import { commentException } from '../exceptions/comment-exception'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { makeWorld } from '../ledger/testing/world'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { dailyCosts, humanWork, keptSums } from './performance'

const world = makeWorld(43, 120)
const all = { from: calendarDay('2026-08-01'), to: calendarDay('2026-12-31') }
let t: TestDatabase

beforeAll(async () => {
  t = await openTestDatabase()
  await storeEntries(t.ctx, world.entries)
  await postLedger(t.ctx)
})
afterAll(() => t.close())

test('what is kept of every cost and day is what the postings say, to the cent, and nothing of a seller’s own', async () => {
  const kept = await dailyCosts(t.ctx, all)
  const { rows } = await t.admin.query(
    `SELECT (p.occurred_at AT TIME ZONE 'Europe/Berlin')::date::text AS day, s.account AS "ledgerAccount", p.currency,
       sum(s.sign * p.amount_minor)::bigint::text AS minor
     FROM ledger_posting p CROSS JOIN LATERAL (VALUES (p.debit, 1), (p.credit, -1)) s (account, sign)
     WHERE p.marketplace_id = $1 GROUP BY 1, 2, 3`,
    [t.marketplaceId],
  )
  const raw = rows.filter(({ ledgerAccount }) => costOf(ledgerAccount) !== null)
  const said = (cells: readonly { day: string; ledgerAccount: string; currency: string; minor: unknown }[]) =>
    cells.map((cell) => `${cell.day} ${cell.ledgerAccount} ${cell.currency} ${cell.minor}`).sort()
  expect(kept.length).toBeGreaterThan(5)
  expect(said(kept)).toEqual(said(raw))
})

test('the margin is revenue less what the ledger says was spent, and another marketplace has none', async () => {
  const { metrics, costs } = await keptSums(t.ctx, all, 'eur')
  const euros = performanceOf(
    metrics.filter(({ currency }) => currency === 'eur'),
    costs.filter(({ currency }) => currency === 'eur'),
  )
  const { rows } = await t.admin.query(
    `SELECT coalesce(sum(debit_minor - credit_minor), 0)::bigint::text AS spent FROM ledger_balance
     WHERE marketplace_id = $1 AND currency = 'eur' AND (ledger_account IN ('stripe_fees:platform', 'passthrough_fees:platform',
       'network_costs:platform', 'disputes:platform', 'fx_differences:platform') OR ledger_account LIKE 'write_offs:%')`,
    [t.marketplaceId],
  )
  expect(euros.revenueMinor - euros.marginMinor).toBe(BigInt(rows[0]?.spent))
  expect(await keptSums(t.ctxAs('executive', t.otherMarketplaceId), all, 'eur')).toEqual({
    metrics: [],
    costs: [],
    rates: [],
  })
})

test('people’s time is what lies between their acts, five minutes at most; a payment is touched once', async () => {
  const legs = ['a', 'b'].map((name, nth) => leg('sale', `ch_${name}`, 10_00n, { created: ago(100 + nth) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  const { rows } = await t.admin.query(
    `SELECT id, version, family_id FROM recon_exception WHERE state IN ('open', 'waiting') ORDER BY id LIMIT 2`,
  )
  const [one, two] = rows as { id: string; version: number; family_id: string }[]
  if (!one || !two) throw new Error('nothing was found')
  const at = (minutes: number) => ({
    ...t.ctxAs('analyst'),
    now: new Date(Date.parse('2026-11-01T10:00:00Z') + minutes * 60_000),
  })
  const day = { from: calendarDay('2026-11-01'), to: calendarDay('2026-11-01') }
  const before = await humanWork(t.ctx, day, 'Europe/Berlin')
  await assignException(at(0), { id: one.id, version: one.version, assigneeId: null })
  await commentException(at(3), { id: one.id, body: 'looked' })
  await commentException(at(60), { id: two.id, body: 'looked' })
  const after = await humanWork(t.ctx, day, 'Europe/Berlin')
  expect(after.acts - before.acts).toBe(3)
  // One minute for the first, three to the second, one for the first after an hour.
  expect(after.minutes - before.minutes).toBe(5)
  expect(after.touchedPayments - before.touchedPayments).toBe(new Set([one.family_id, two.family_id]).size)
  const next = { from: calendarDay('2026-11-02'), to: calendarDay('2026-11-02') }
  expect(await humanWork(t.ctx, next, 'Europe/Berlin')).toMatchObject({ acts: 0, minutes: 0, touchedPayments: 0 })
})
