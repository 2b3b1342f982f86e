import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '../../context'
import { readingOf } from '../../db/testing/explain'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { listStatements } from '../queries'
import { listAccountLines, listStatementLines } from './list-lines'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await fill()
}, 120_000)
afterAll(() => t.close())

/** Two accounts of 40,000 lines, 400 statements, and one statement that tells a thousand lines once more. */
async function fill(): Promise<void> {
  await t.admin.query(
    `INSERT INTO bank_line (money_key, marketplace_id, account_id, id, statement_id, position, booked_on, amount_minor,
       currency, is_reversal, line_key, occurrence)
     SELECT 'bank:bkl_' || i, $1, 'bka_' || i % 2, 'bkl_' || i, 'bks_' || i / 200, i % 200, date '2026-01-01' + i / 400,
       i, 'eur', false, 'k' || i, 1 FROM generate_series(1, 80000) i`,
    [t.marketplaceId],
  )
  await t.admin.query(
    `INSERT INTO bank_line_seen SELECT $1, CASE WHEN i <= 1000 THEN 'bks_again' ELSE 'bks_' || i / 200 END, 'bkl_' || i, i FROM generate_series(1, 20000) i`,
    [t.marketplaceId],
  )
  await t.admin.query('ANALYZE bank_line; ANALYZE bank_line_seen')
}

const pages: [string, (ctx: Ctx) => Promise<unknown>, number][] = [
  ['the newest lines of an account', (ctx) => listAccountLines(ctx, { bankAccountId: 'bka_1', limit: 100 }), 300],
  [
    'lines deep down',
    (ctx) =>
      listAccountLines(ctx, { bankAccountId: 'bka_1', before: { bookedOn: '2026-01-20', id: 'bkl_7601' }, limit: 100 }),
    300,
  ],
  [
    'the lines of a statement',
    (ctx) => listStatementLines(ctx, { statementId: 'bks_7', which: 'added', after: 50, limit: 100 }),
    400,
  ],
  [
    'the lines that it told once more',
    (ctx) => listStatementLines(ctx, { statementId: 'bks_again', which: 'known', after: 300, limit: 100 }),
    400,
  ],
  ['the statements', (ctx) => listStatements(ctx, { limit: 50 }), 100],
]

test.each(pages)('%s are read by an index, however many there are', async (_, page, most) => {
  const { rows, scans } = await readingOf(t.ctx, page)
  expect(rows, scans.join(', ')).toBeLessThan(most)
})
