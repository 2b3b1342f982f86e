import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import type { ExceptionFilter } from './exception-filter'
import { countExceptions, type ExceptionSort, listExceptions, type SortDirection } from './queries'

let t: TestDatabase
const rows = 3_000

/** All on the platform's account, most of them one seller's: more than are gathered by their ids. */
beforeAll(async () => {
  t = await openTestDatabase()
  await t.admin.query(
    `INSERT INTO recon_exception (marketplace_id, id, money_key, account_id, family_id, kind, object_id, seller_id, currency,
       amount_minor, direction, sentence, evidence, severity, occurred_at, due_at, opened_at, state, closed_at)
     SELECT $1, 'exc_' || md5(n::text), 'stripe:ch_' || n, 'acct_platform', 'ch_' || n,
       CASE n % 3 WHEN 0 THEN 'DUPLICATE' ELSE 'FEE_VARIANCE' END, 'ch_' || n,
       CASE WHEN n % 10 < 8 THEN 'acct_many' WHEN n % 10 = 8 THEN 'acct_some' WHEN n < 30 THEN 'acct_rare' END, 'eur',
       1 + n * 7 % 50, 'books_only', 's', '{}', 1 + n % 4, now(), '2026-11-01Z'::timestamptz + n * 13 % 400 * interval '1 hour',
       '2026-11-01Z'::timestamptz - n * 17 % 300 * interval '1 hour', CASE WHEN n % 20 = 0 THEN 'open' ELSE 'closed' END,
       CASE WHEN n % 20 = 0 THEN NULL ELSE now() END
     FROM generate_series(1, ${rows}) AS n`,
    [t.marketplaceId],
  )
  await t.admin.query('ANALYZE recon_exception')
}, 60_000)
afterAll(() => t.close())

const columns = {
  due: 'due_at',
  closed: 'closed_at',
  amount: 'amount_minor',
  opened: 'opened_at',
  severity: 'severity',
}

async function paged(filter: ExceptionFilter, sort: ExceptionSort, direction: SortDirection): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listExceptions(t.ctxAs('analyst'), { filter, sort, direction, limit: 200, cursor })
    if (!page.ok) throw new Error(page.reason)
    ids.push(...page.value.rows.map(({ id }) => id))
    if (page.value.next === null) return ids
    cursor = page.value.next
  }
}

async function plain(where: string, sort: ExceptionSort, direction: SortDirection): Promise<string[]> {
  const { rows: found } = await t.admin.query(
    `SELECT id FROM recon_exception WHERE ${where} ORDER BY ${columns[sort]} ${direction}, id ${direction}`,
  )
  return found.map(({ id }) => id)
}

test.each<[string, ExceptionFilter, string]>([
  ['everything', {}, 'true'],
  ['a seller of most of it', { seller: 'acct_many' }, `seller_id = 'acct_many'`],
  ['a seller of a little, open', { seller: 'acct_rare', states: ['open', 'closed'] }, `seller_id = 'acct_rare'`],
  ['a seller as text', { text: 'acct_some' }, `seller_id = 'acct_some'`],
  ['the platform as text', { text: 'acct_platform', states: ['open'] }, `state = 'open'`],
  ['the platform and one kind', { text: 'acct_platform', kinds: ['DUPLICATE'] }, `kind = 'DUPLICATE'`],
  ['a seller on the platform', { seller: 'acct_some', text: 'acct_platform' }, `seller_id = 'acct_some'`],
  ['an object', { text: 'ch_1234' }, `object_id = 'ch_1234'`],
  ['a short beginning', { text: 'ch_12' }, `object_id LIKE 'ch\\_12%'`],
])(
  '%s: page by page in every order, each line once',
  async (_, filter, where) => {
    for (const sort of ['due', 'amount', 'opened', 'severity'] as const)
      for (const direction of ['asc', 'desc'] as const)
        expect(await paged(filter, sort, direction)).toEqual(await plain(where, sort, direction))
    const { total } = await countExceptions(t.ctxAs('analyst'), filter)
    expect(total).toBe((await plain(where, 'due', 'asc')).length)
  },
  60_000,
)

test('a line is found by its number, and by nobody else’s', async () => {
  const { rows: numbered } = await t.admin.query(
    `SELECT id, number::text AS n FROM recon_exception WHERE object_id = 'ch_77'`,
  )
  expect(await paged({ text: `EX-${numbered[0].n}` }, 'due', 'asc')).toEqual([numbered[0].id])
  expect(await paged({ text: 'EX-999999999' }, 'amount', 'desc')).toEqual([])
})
