import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { getMarketplace } from '../access/queries'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSnapshot, inSql, type Sql } from '../db/transaction'
import { csvLines, type Decimal, decimalCell } from '../documents/csv'
import { type SheetCell, writeXlsx } from '../documents/xlsx'
import { type SpooledFile, spoolFile } from '../statements/spool/spool-file'
import { headsOf, type ListAsked, rowsOf } from './list-source'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
export type ExportFile = { name: string; contentType: string; rows: number; chunks: AsyncIterable<Uint8Array> }
export type ExportRefusal = 'not_permitted' | 'too_large'

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A list as a file, with the filter, the instant and the zone inside. Written whole before it is handed out: all rows are
 * of one moment, and a slow reader holds no transaction open. Who took what, and how many rows, stands in the chain.
 */
export async function exportList(
  ctx: Ctx,
  asked: ListAsked & { format: ExportFormat; filterWords: string },
): Promise<Result<ExportFile, ExportRefusal>> {
  if (!can(ctx.actor, 'export.make')) return refuse('not_permitted')
  if (asked.list === 'audit' && !can(ctx.actor, 'audit.read')) return refuse('not_permitted')
  const { list, format, filterWords } = asked
  const marketplace = await getMarketplace(ctx)
  const about: [string, string][] = [
    ['Marketplace', marketplace.name],
    ['List', list],
    ['Filter', filterWords === '' ? 'none' : filterWords],
    ['As of', ctx.now.toISOString()],
    ['Instants', 'UTC'],
    ['Zone of the marketplace', marketplace.reportingZone],
    ['Exported by', ctx.actor.id],
  ]
  const counted = { rows: 0 }
  const spooled = await inSnapshot(ctx, (sql) => spoolFile(chunksOf(sql, ctx, asked, about, counted)))
  if (!spooled.ok) return refuse('too_large')
  await inSql(ctx, (sql) =>
    recordAudit(sql, ctx, 'export.make', list, { list, format, filter: filterWords, rows: counted.rows }),
  )
  const name = `${list}-${ctx.now.toISOString().slice(0, 16).replace(/[-:]/g, '')}.${format}`
  return ok({ name, contentType: contentTypes[format], rows: counted.rows, chunks: handedOut(spooled.value) })
}

function chunksOf(
  sql: Sql,
  ctx: Ctx,
  asked: ListAsked & { format: ExportFormat },
  about: readonly [string, string][],
  counted: { rows: number },
): AsyncIterable<Uint8Array> {
  const heads = headsOf[asked.list]
  const rows = countedRows(rowsOf(sql, ctx, asked), counted)
  if (asked.format === 'csv') return csvChunks(about, heads, rows, counted)
  return writeXlsx(asked.list, ctx.now, [
    { name: asked.list, heads, rows },
    { name: 'About', heads: ['What', 'Says'], rows: aboutRows(about, counted) },
  ])
}

async function* countedRows<T>(rows: AsyncIterable<T>, counted: { rows: number }): AsyncIterable<T> {
  for await (const row of rows) {
    counted.rows += 1
    yield row
  }
}

/** Read once the rows are written, so that it knows how many there were. */
async function* aboutRows(about: readonly [string, string][], counted: { rows: number }): AsyncIterable<string[]> {
  yield* about.map(([what, says]) => [what, says])
  yield ['Rows', String(counted.rows)]
}

const linesAtOnce = 500

async function* csvChunks(
  about: readonly [string, string][],
  heads: readonly string[],
  rows: AsyncIterable<readonly SheetCell[]>,
  counted: { rows: number },
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

async function* handedOut(file: SpooledFile): AsyncIterable<Uint8Array> {
  try {
    yield* file.read()
  } finally {
    await file.dispose()
  }
}
