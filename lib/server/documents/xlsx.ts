import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { decimalFromMinor } from '@/lib/domain/money/decimal'

export type SheetCell = string | number | Date | { minor: bigint; currency: string }
export type Sheet = {
  name: string
  heads: readonly string[]
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
}

/**
 * A workbook for people to read, written row by row: no sheet is ever held as a whole. Export only; nothing of ours reads
 * a workbook. A sheet computes with doubles: money of more than 15 digits is written as text rather than rounded.
 */
export async function* writeXlsx(title: string, at: Date, sheets: readonly Sheet[]): AsyncIterable<Uint8Array> {
  const stream = new PassThrough()
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  Object.assign(book, { title, creator: 'Counterfoil', lastModifiedBy: 'Counterfoil', created: at, modified: at })
  const written = fill(book, sheets, () => stream.destroyed).catch((error: Error) => stream.destroy(error))
  for await (const chunk of stream) yield chunk as Uint8Array
  await written
}

const rowsAtOnce = 200
const mostWaiting = 1024 * 1024

async function fill(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  sheets: readonly Sheet[],
  isLeft: () => boolean,
): Promise<void> {
  for (const { name, heads, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = heads.map(() => ({ width: 22 }))
    const head = sheet.addRow([...heads])
    head.font = { bold: true }
    head.commit()
    let written = 0
    for await (const cells of rows) {
      writeRow(sheet, cells)
      written += 1
      if (written % rowsAtOnce === 0) await untilTaken(sheet, isLeft)
    }
    sheet.commit()
  }
  await book.commit()
}

/** What the zip has not taken yet; the streams of its package are older than Node's `writableLength`. */
type Feeding = { stream: { pipes: readonly { _writableState: { length: number } }[] } }

/** exceljs writes on without waiting for its zip: unless we wait, half the sheet piles up in memory. */
async function untilTaken(sheet: ExcelJS.Worksheet, isLeft: () => boolean): Promise<void> {
  const { pipes } = (sheet as unknown as Feeding).stream
  while (pipes.some(({ _writableState: { length } }) => length > mostWaiting)) {
    if (isLeft()) throw new Error('Nobody reads this workbook any more')
    await sleep(1)
  }
}

function writeRow(sheet: ExcelJS.Worksheet, cells: readonly SheetCell[]): void {
  const row = sheet.addRow([])
  for (const [at, value] of cells.entries()) {
    const cell = row.getCell(at + 1)
    if (typeof value !== 'object' || value instanceof Date) cell.value = value
    else putMoney(cell, value.minor, value.currency)
  }
  row.commit()
}

function putMoney(cell: ExcelJS.Cell, minor: bigint, currency: string): void {
  const text = decimalFromMinor(minor, currency)
  const digits = minor.toString().replace('-', '').length
  if (!text.ok || digits > 15) {
    cell.value = text.ok ? text.value : `${minor} (minor units)`
    return
  }
  cell.value = Number(text.value)
  const decimals = text.value.split('.')[1]?.length ?? 0
  cell.numFmt = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
}
