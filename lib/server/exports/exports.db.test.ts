import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportFormat } from '@/lib/domain/exports/policy'
import { ago, entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { exportList } from './export-list'
import type { ListAsked } from './list-source'

let t: TestDatabase
const count = 450
beforeAll(async () => {
  t = await openTestDatabase()
  const legs = Array.from({ length: count }, (_, at) =>
    leg('sale', `ch_${at}`, BigInt(at + 1) * 100n, { created: ago(100 + at) }),
  )
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  await t.admin.query(`UPDATE recon_exception SET sentence = '=cmd|calc!A1' WHERE object_id = 'ch_0'`)
})
afterAll(() => t.close())

const open: ListAsked = {
  list: 'exceptions',
  input: { filter: { states: ['open'] }, sort: 'amount', direction: 'asc' },
}
async function taken(ctx: Ctx, asked: ListAsked, format: ExportFormat = 'csv') {
  const made = await exportList(ctx, { ...asked, format, filterWords: 'view: open' })
  if (!made.ok) throw new Error(made.reason)
  const chunks: Uint8Array[] = []
  for await (const chunk of made.value.chunks) chunks.push(chunk)
  return { ...made.value, bytes: Buffer.concat(chunks) }
}

test('a queue leaves as CSV with its filter, instant and zone inside, every row once, in order, and nothing computes', async () => {
  const { bytes, rows, name } = await taken(t.ctxAs('analyst'), open)
  expect([rows, name]).toEqual([count, 'exceptions-20261031T0000.csv'])
  const lines = bytes.toString().trimEnd().split('\n')
  expect(lines.slice(0, 6)).toEqual([
    'Marketplace,fernhollow',
    'List,exceptions',
    'Filter,view: open',
    'As of,2026-10-31T00:00:00.000Z',
    'Instants,UTC',
    'Zone of the marketplace,Europe/Berlin',
  ])
  const at = lines.findIndex((line) => line.startsWith('Number,Kind'))
  const body = lines.slice(at + 1, at + 1 + count)
  expect(body.map((line) => line.split(',')[4])).toEqual(Array.from({ length: count }, (_, nth) => `${nth + 1}.00`))
  expect(body[0]).toContain("'=cmd|calc!A1")
  expect(lines.at(-1)).toBe(`Rows,${count}`)
  const { rows: audit } = await t.admin.query(`SELECT detail FROM audit_entry WHERE action = 'export.make'`)
  expect(audit.at(-1).detail).toEqual({ list: 'exceptions', format: 'csv', filter: 'view: open', rows: count })
})

test('the same as XLSX, with numbers that are numbers, and what it is about on a sheet of its own', async () => {
  const { bytes } = await taken(t.ctxAs('executive'), open, 'xlsx')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  const sheet = book.getWorksheet('exceptions')
  expect(sheet?.rowCount).toBe(count + 1)
  expect(sheet?.getRow(2).getCell(5).value).toBe(1)
  const about = book.getWorksheet('About')
  expect(about?.getRow(4).values).toEqual([undefined, 'Filter', 'view: open'])
  expect(about?.lastRow?.values).toEqual([undefined, 'Rows', String(count)])
})

test('transactions, payouts and the chain leave alike; another marketplace takes nothing of them along', async () => {
  const lists: ListAsked[] = [
    { list: 'transactions', filter: {} },
    { list: 'payouts' },
    { list: 'audit', filter: { action: 'export' } },
  ]
  for (const asked of lists) {
    const own = await taken(t.ctxAs('analyst'), asked)
    expect(own.bytes.toString()).toContain(`Rows,${own.rows}`)
  }
  const foreign = await taken(t.ctxAs('admin', t.otherMarketplaceId), open)
  expect(foreign.rows).toBe(0)
  const chain = await taken(t.ctxAs('admin', t.otherMarketplaceId), { list: 'audit', filter: {} })
  expect(chain.bytes.toString()).not.toContain('fernhollow')
})

test('sellers, books, bank lines and matches leave whole, over their pages, narrowed as asked, and nobody else’s', async () => {
  const { marketplaceId: here, otherMarketplaceId: there } = t
  for (const [place, sellers] of [
    [here, 620],
    [there, 1],
  ] as const)
    await t.admin.query(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, country, default_currency, observed_at, raw)
       SELECT $1, 'stripe', false, 'acct_x' || lpad(n::text, 5, '0'), false, 'DE', 'eur', now(), '{}' FROM generate_series(1, $2::int) n`,
      [place, sellers],
    )
  await storeWorld(t.ctx, {
    legs: [],
    entries: [entry('sale', 'S-1', 'ch_s1', 9_00n), entry('refund', 'R-1', 're_1', 1_00n)],
  })
  await t.admin.query(
    `INSERT INTO match_proposal (marketplace_id, id, pair, account_id, left_rows, right_rows, subjects, rule, confidence, factors,
       remainder_minor, currency, policy_version, policy_digest, state, proposed_at)
     SELECT $1, 'mp_' || n, 'payout bank_line', 'acct_1', '[]', '[]', '["po_1"]', 'rule', 90, '[]', 0, 'eur', 1, 'd',
       CASE WHEN n = 1 THEN 'gone' ELSE 'proposed' END, now() FROM generate_series(1, 3) n`,
    [here],
  )
  await t.admin.query(
    `INSERT INTO bank_line (money_key, marketplace_id, account_id, id, statement_id, position, booked_on, amount_minor, currency,
       is_reversal, line_key, occurrence)
     SELECT 'bank:bl_' || n, $1, CASE WHEN n = 3 THEN 'ba_other' ELSE 'ba_1' END, 'bl_' || n, 'st', n, '2026-10-01', 100 * n, 'eur', false, 'k' || n, 1
     FROM generate_series(1, 3) n`,
    [here],
  )
  const rowsOf = async (asked: ListAsked, ctx = t.ctxAs('analyst')) => (await taken(ctx, asked)).rows
  const { bytes, rows } = await taken(t.ctxAs('analyst'), { list: 'sellers' })
  const ids = bytes.toString().match(/^acct_x\d+/gm) ?? []
  expect([rows >= 620, ids.length, new Set(ids).size]).toEqual([true, 620, 620])
  expect(await rowsOf({ list: 'books', kind: null, importId: null })).toBe(2)
  expect(await rowsOf({ list: 'books', kind: 'refund', importId: null })).toBe(1)
  expect(await rowsOf({ list: 'bank-lines', bankAccountId: 'ba_1' })).toBe(2)
  expect(await rowsOf({ list: 'matches', state: null })).toBe(3)
  expect(await rowsOf({ list: 'matches', state: 'gone' })).toBe(1)
  const foreign = t.ctxAs('admin', there)
  expect(await rowsOf({ list: 'sellers' }, foreign)).toBe(1)
  expect(await rowsOf({ list: 'books', kind: null, importId: null }, foreign)).toBe(0)
  expect(await rowsOf({ list: 'bank-lines', bankAccountId: 'ba_1' }, foreign)).toBe(0)
  expect(await rowsOf({ list: 'matches', state: null }, foreign)).toBe(0)
})

test('support reads and takes nothing along', async () => {
  const made = await exportList(t.ctxAs('support'), { ...open, format: 'csv', filterWords: '' })
  expect(made).toEqual({ ok: false, reason: 'not_permitted' })
})
