import type { ExportFormat } from '@/lib/domain/exports/policy'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { csvLines, type Decimal, decimalCell } from '../documents/csv'
import { type SheetCell, writeXlsx } from '../documents/xlsx'
import { headsOf, type ListAsked, rowsOf } from './list-source'

/** A list as somebody asked for it: as what kind of file, and the address's own words for its filter. */
export type FileAsked = ListAsked & { format: ExportFormat; filterWords: string }
export type ExportFile = { name: string; contentType: string; rows: number; chunks: AsyncIterable<Uint8Array> }
/** Goes up while the rows are read. */
export type Counted = { rows: number }

export const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function fileName(list: string, at: Date, format: ExportFormat): string {
  return `${list}-${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}.${format}`
}

/** What the file says of itself: whose it is, which filter, which instant, which zone, and who took it. */
export function aboutFile(
  { list, filterWords }: FileAsked,
  of: { marketplace: string; zone: string; asOf: Date; by: string },
): [string, string][] {
  return [
    ['Marketplace', of.marketplace],
    ['List', list],
    ['Filter', filterWords === '' ? 'none' : filterWords],
    ['As of', of.asOf.toISOString()],
    ['Instants', 'UTC'],
    ['Zone of the marketplace', of.zone],
    ['Exported by', of.by],
  ]
}

/** The file, written as its rows are read: memory does not grow with it. */
export function chunksOf(
  sql: Sql,
  ctx: Ctx,
  asked: FileAsked,
  about: readonly [string, string][],
  counted: Counted,
): AsyncIterable<Uint8Array> {
  const heads = headsOf[asked.list]
  const rows = countedRows(rowsOf(sql, ctx, asked), counted)
  if (asked.format === 'csv') return csvChunks(about, heads, rows, counted)
  return writeXlsx(asked.list, ctx.now, [
    { name: asked.list, heads, rows },
    { name: 'About', heads: ['What', 'Says'], rows: aboutRows(about, counted) },
  ])
}

async function* countedRows<T>(rows: AsyncIterable<T>, counted: Counted): AsyncIterable<T> {
  for await (const row of rows) {
    counted.rows += 1
    yield row
  }
}

/** Read once the rows are written, so that it knows how many there were. */
async function* aboutRows(about: readonly [string, string][], counted: Counted): AsyncIterable<string[]> {
  yield* about.map(([what, says]) => [what, says])
  yield ['Rows', String(counted.rows)]
}

const linesAtOnce = 500

async function* csvChunks(
  about: readonly [string, string][],
  heads: readonly string[],
  rows: AsyncIterable<readonly SheetCell[]>,
  counted: Counted,
): AsyncIterable<Uint8Array> {
  yield csvLines([...about, [], heads])
  let waiting: (string | Decimal)[][] = []
  for await (const row of rows) {
    waiting.push(row.map(csvCell))
    if (waiting.length < linesAtOnce) continue
    yield csvLines(waiting)
    waiting = []
  }
  // What was cut off on its way lacks its last line.
  yield csvLines([...waiting, [], ['Rows', String(counted.rows)]])
}

function csvCell(cell: SheetCell): string | Decimal {
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'object' ? decimalCell(cell.minor, cell.currency) : String(cell)
}
