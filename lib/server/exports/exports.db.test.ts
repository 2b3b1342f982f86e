import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { type ExportFormat, exportList } from './export-list'
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

test('support reads and takes nothing along', async () => {
  const made = await exportList(t.ctxAs('support'), { ...open, format: 'csv', filterWords: '' })
  expect(made).toEqual({ ok: false, reason: 'not_permitted' })
})
