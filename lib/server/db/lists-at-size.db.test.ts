import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../audit/queries'
import { listEntries } from '../books/queries'
import type { Ctx } from '../context'
import { listPayouts } from '../payouts/queries'
import { listUnknownTypes } from '../sync/unknown-types'
import { readingOf } from './testing/explain'
import { openTestDatabase, type TestDatabase } from './testing/test-database'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await fill()
}, 120_000)
afterAll(() => t.close())

/**
 * Two marketplaces of 50,000 rows a table. What a filter asks for lies thin and old: a list that walks from the newest
 * row on until the page is full would walk over nearly everything.
 */
async function fill(): Promise<void> {
  const [rows, each] = [100_000, `CASE i % 2 WHEN 0 THEN '${t.marketplaceId}' ELSE '${t.otherMarketplaceId}' END`]
  const when = `timestamptz '2026-01-01' + i * interval '1 minute'`
  const few = 'i < 200'
  await t.admin.query(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, amount_minor, currency, occurred_at, import_id)
     SELECT 'stripe:ch_' || i, ${each}, 'acct_' || i % 400, 'be_' || i, 'r' || i,
       CASE WHEN ${few} THEN 'payout_failure' WHEN i % 3 = 0 THEN 'transfer' ELSE 'sale' END, 'stripe', 100, 'usd', ${when},
       CASE WHEN ${few} THEN 'imp_1' END FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created, amount_minor, currency, raw, observed_at)
     SELECT 'stripe:o_' || i, ${each}, CASE WHEN ${few} THEN 'acct_rare' ELSE 'acct_' || i % 400 END, 'o_' || i, 'stripe', false,
       CASE WHEN i < 40 THEN 'novelty' WHEN i % 4 < 2 THEN 'payout' ELSE 'charge' END, ${when}, 100, 'usd', '{}', ${when}
     FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
       balance_type, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
     SELECT 'stripe:o_' || i, ${each}, 'acct_' || i % 400, 'txn_' || i, 'stripe', false, 'x',
       CASE WHEN i < 40 THEN 'novelty' ELSE 'charge' END, 'payments', 100, 0, 100, 'usd', ${when}, ${when}, '{}'
     FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    `INSERT INTO ledger_posting (money_key, marketplace_id, account_id, id, transaction_id, debit, credit, amount_minor, currency, occurred_at)
     SELECT 'stripe:o_' || i, ${each}, 'acct_' || i % 400, 'p_' || i, 'txn_' || i, 'stripe:acct_' || i % 400 || ':payments',
       CASE WHEN i < 40 THEN 'suspense:unknown_category' ELSE 'customer_payments:direct' END, 100, 'usd', ${when}
     FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    `INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, created, received_at, raw, state)
     SELECT ${each}, 'stripe', false, 'acct_' || i % 400, 'evt_' || i, CASE WHEN i < 40 THEN 'novelty.made' ELSE 'charge.x' END,
       ${when}, ${when}, '{}', CASE WHEN i < 40 OR i % 4 = 0 THEN 'kept' ELSE 'done' END FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    `INSERT INTO audit_entry SELECT ${each}, 1000 + i, ${when}, 'user', CASE WHEN ${few} THEN 'usr_rare' ELSE 'usr_' || i % 9 END,
       'exception.comment', 'ex_' || i, '{}', '', '' FROM generate_series(1, ${rows}) i`,
  )
  await t.admin.query(
    'VACUUM ANALYZE book_entry, provider_object, balance_transaction, ledger_posting, inbox_event, audit_entry',
  )
}

const limit = 50
const late = { occurredAt: new Date('2026-01-02T00:00:00Z'), id: 'be_1' }
const deep = { created: new Date('2026-01-10T00:00:00Z'), id: 'o_1' }

test.each<[string, (ctx: Ctx) => Promise<unknown[]>, number]>([
  ['all entries', (ctx) => listEntries(ctx, { limit }), 50],
  ['all entries, deep down', (ctx) => listEntries(ctx, { limit, before: late }), 50],
  ['entries of a common kind', (ctx) => listEntries(ctx, { limit, kind: 'sale' }), 50],
  ['entries of a rare kind', (ctx) => listEntries(ctx, { limit, kind: 'payout_failure' }), 50],
  ['entries of a kind that there is not', (ctx) => listEntries(ctx, { limit, kind: 'refund' }), 0],
  ['entries of an import', (ctx) => listEntries(ctx, { limit, importId: 'imp_1' }), 50],
  [
    'entries of an import and a kind',
    (ctx) => listEntries(ctx, { limit, importId: 'imp_1', kind: 'payout_failure' }),
    50,
  ],
  ['entries of an import, next page', (ctx) => listEntries(ctx, { limit, importId: 'imp_1', before: late }), 50],
  ['all payouts', (ctx) => listPayouts(ctx, { limit }), 50],
  ['all payouts, deep down', (ctx) => listPayouts(ctx, { limit, before: deep }), 50],
  ['payouts of an account', (ctx) => listPayouts(ctx, { limit, accountId: 'acct_rare' }), 40],
  ['payouts of an account, next page', (ctx) => listPayouts(ctx, { limit, accountId: 'acct_4', before: deep }), 32],
  ['the chain', (ctx) => listAudit(ctx, { limit }), 50],
  ['the acts of one person', (ctx) => listAudit(ctx, { limit, actorId: 'usr_rare' }), 50],
  ['the acts on one thing', (ctx) => listAudit(ctx, { limit, subject: 'ex_8' }), 1],
])('a page of %s reads a few hundred rows by an index, of 100,000', async (_, page, length) => {
  expect(await page(t.ctx)).toHaveLength(length)
  const { scans, rows } = await readingOf(t.ctx, page)
  expect(scans.filter((scan) => scan.startsWith('Seq Scan'))).toEqual([])
  expect(rows).toBeLessThan(1500)
})

test('unknown types are counted by stepping from name to name, and counting stops', async () => {
  const found = await listUnknownTypes(t.ctx)
  expect(found.map(({ what, name, count, capped }) => [what, name, count, capped])).toEqual([
    ['event', 'charge.x', 10_000, true],
    ['object', 'novelty', 19, false],
    ['reporting category', 'novelty', 19, false],
    ['event', 'novelty.made', 19, false],
  ])
  const { scans, rows } = await readingOf(t.ctx, listUnknownTypes)
  expect(scans.filter((scan) => scan.startsWith('Seq Scan'))).toEqual([])
  expect(rows).toBeLessThan(11_500)
})
