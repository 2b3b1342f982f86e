import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import type { ExceptionFilter } from '../exceptions/exception-filter'
import { listExceptions } from '../exceptions/queries'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { type LeakSum, sumLeaksByCause, sumLeaksByMonth, sumLeaksBySeller } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await storeWorld(t.ctx, {
    legs: [...sale('1', 200_00n, 'a'), ...sale('2', 50_00n, 'b'), ...sale('3', 30_00n, 'b', 'eur')],
    entries: [],
  })
  await reconcileTouched(t.ctx)
})
afterAll(() => t.close())

/** A sale that was refunded in full, and whose transfer did not come back. */
function sale(n: string, minor: bigint, seller: string, currency = 'usd') {
  const more = { currency, created: ago(30) }
  return [
    leg('sale', `ch_${n}`, minor, more),
    leg('transfer', `tr_${n}`, minor - 5_00n, { ...more, parentId: `ch_${n}`, seller: `acct_${seller}` }),
    leg('refund', `re_${n}`, minor, { ...more, parentId: `ch_${n}` }),
  ]
}
const shown = (sums: readonly LeakSum[]) => sums.map((s) => [s.direction, s.currency, s.leaks, s.amountMinor])

test('leaks are added up by cause, seller and month, never across currencies', async () => {
  expect((await sumLeaksByCause(t.ctxAs('executive'), 'open')).map((s) => [s.kind, ...shown([s]).flat()])).toEqual([
    ['TRANSFER_NOT_REVERSED', 'seller_owes_platform', 'eur', 1, 25_00n],
    ['TRANSFER_NOT_REVERSED', 'seller_owes_platform', 'usd', 2, 240_00n],
  ])
  const bySeller = await sumLeaksBySeller(t.ctxAs('executive'), 'open')
  expect(bySeller.map((s) => [s.sellerId, ...shown([s]).flat()])).toEqual([
    ['acct_b', 'seller_owes_platform', 'eur', 1, 25_00n],
    ['acct_b', 'seller_owes_platform', 'usd', 1, 45_00n],
    ['acct_a', 'seller_owes_platform', 'usd', 1, 195_00n],
  ])
  const byMonth = await sumLeaksByMonth(t.ctxAs('executive'), 'open')
  expect(byMonth.reduce((n, s) => n + s.leaks, 0)).toBe(3)
  expect(await sumLeaksByCause(t.ctxAs('executive'), 'settled')).toEqual([])
})

test('every sum opens exactly its rows', async () => {
  const rowsOf = async (filter: ExceptionFilter) => {
    const listed = await listExceptions(t.ctxAs('analyst'), {
      filter: { states: ['open'], ...filter },
      sort: 'amount',
      direction: 'desc',
      limit: 50,
    })
    return listed.ok ? listed.value.rows.map((row) => row.amountMinor) : []
  }
  const total = (amounts: bigint[]) => amounts.reduce((a, b) => a + b, 0n)
  for (const { kind, direction, currency, leaks, amountMinor } of await sumLeaksByCause(t.ctx, 'open')) {
    const rows = await rowsOf({ kinds: [kind], direction, currency })
    expect([rows.length, total(rows)]).toEqual([leaks, amountMinor])
  }
  for (const { sellerId, direction, currency, leaks, amountMinor } of await sumLeaksBySeller(t.ctx, 'open')) {
    const rows = await rowsOf({ kinds: ['TRANSFER_NOT_REVERSED'], seller: sellerId ?? 'nobody', direction, currency })
    expect([rows.length, total(rows)]).toEqual([leaks, amountMinor])
  }
  for (const { month, direction, currency, leaks, amountMinor } of await sumLeaksByMonth(t.ctx, 'open')) {
    const rows = await rowsOf({ kinds: ['TRANSFER_NOT_REVERSED'], month, direction, currency })
    expect([rows.length, total(rows)]).toEqual([leaks, amountMinor])
  }
  expect(await rowsOf({ kinds: ['TRANSFER_NOT_REVERSED'], month: '1999-12' })).toEqual([])
})

test('what a won dispute gave back is told apart where its seller has left, and opens exactly its rows', async () => {
  const when = { created: ago(60) }
  const wonBy = (n: string, seller: string) => [
    leg('sale', `ch_${n}`, 80_00n, when),
    leg('transfer', `tr_${n}`, 70_00n, { ...when, parentId: `ch_${n}`, seller }),
    leg('dispute', `du_${n}`, 80_00n, { ...when, parentId: `ch_${n}`, status: 'won' }),
    leg('transfer_reversal', `trr_${n}`, 70_00n, { ...when, parentId: `tr_${n}` }),
    leg('dispute_reversal', `du_${n}`, 80_00n, { created: ago(30), parentId: `ch_${n}` }),
  ]
  await storeWorld(t.ctx, { legs: [...wonBy('won_a', 'acct_gone'), ...wonBy('won_b', 'acct_here')], entries: [] })
  await t.admin.query(
    `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, created, is_platform, deauthorized_at, observed_at)
     SELECT $1, 'stripe', false, id, now(), false, CASE id WHEN 'acct_gone' THEN now() END, now()
     FROM unnest(ARRAY['acct_gone', 'acct_here']) AS id`,
    [t.marketplaceId],
  )
  await reconcileTouched(t.ctx)
  const owed = (await sumLeaksByCause(t.ctx, 'open')).filter(({ kind }) => kind === 'RETRANSFER_OWED')
  expect(owed.map((sum) => [sum.sellerHasLeft, ...shown([sum]).flat()])).toEqual([
    [false, 'platform_owes_seller', 'usd', 1, 70_00n],
    [true, 'platform_owes_seller', 'usd', 1, 70_00n],
  ])
  const listed = await listExceptions(t.ctxAs('analyst'), {
    filter: { states: ['open'], kinds: ['RETRANSFER_OWED'], sellerHasLeft: true },
    sort: 'due',
    direction: 'asc',
    limit: 50,
  })
  expect(listed).toMatchObject({ ok: true, value: { rows: [{ sellerId: 'acct_gone', amountMinor: 70_00n }] } })
})

test('another marketplace sees no leak', async () => {
  const other = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await sumLeaksBySeller(other, 'open')).toEqual([])
})
