import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { ReportEvent, ReportKind } from '@/lib/domain/reports/report'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'
import { lineCounter, mostPerRow } from '../../bank/csv/line-counter'
import { type Decoded, decodeFile } from '../../bank/encoding/decode-file'
import { headTrouble, reportColumns } from './report-columns'
import { rowReader } from './report-row'

/**
 * Reads one of Stripe's exports, of any size in little memory. Only the columns that are compared are looked at; nobody's
 * name or address leaves the file. It stops at the first thing that breaks the file as a whole.
 */
export async function* readReport(chunks: AsyncIterable<Uint8Array>, kind: ReportKind): AsyncGenerator<ReportEvent> {
  const source: { trouble: StatementTrouble | null } = { trouble: null }
  const lines = lineCounter()
  const starts: number[] = []
  const on_record = (record: string[], info: { lines: number }) => {
    starts.push(lines.next(record, info.lines))
    return record
  }
  const parser = parse({ skip_empty_lines: true, max_record_size: mostPerRow, on_record })
  const texts = Readable.from(textsOf(decodeFile(chunks, 'utf-8'), source))
  texts.on('error', (error) => parser.destroy(error)).pipe(parser)
  let read: ReturnType<typeof rowReader> | null = null
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const line = starts.shift() ?? 1
      if (read) {
        const event = read(record, line)
        if (event) yield event
        continue
      }
      const head = record.map((name) => name.trim())
      const trouble = headTrouble(head, reportColumns[kind], 1)
      if (trouble) return yield { kind: 'trouble', trouble }
      read = rowReader(head, kind)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    source.trouble ??= csvTrouble(error, lines.last() + 1)
  } finally {
    texts.destroy()
  }
  if (source.trouble) yield { kind: 'trouble', trouble: source.trouble }
  else if (!read) yield { kind: 'trouble', trouble: noHead }
}

async function* textsOf(
  pieces: AsyncIterable<Decoded>,
  source: { trouble: StatementTrouble | null },
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    if ('trouble' in piece) {
      source.trouble = piece.trouble
      return
    }
    if (piece.text !== '') yield piece.text
  }
}

const noHead = breaking(1, 'format', 'The file is empty', 'Export the report again.')

function csvTrouble(error: CsvError, line: number): StatementTrouble {
  const fix = 'Export the report again; nothing of it was kept.'
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return breaking(line, 'truncated', 'A quote opens on this line and is never closed', fix)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return breaking(line, 'too_long', 'The row on this line does not end: a quote is open', fix)
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' || error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return breaking(line, 'truncated', 'This row has another number of cells than the head', fix)
  return breaking(line, 'format', 'This row cannot be read as CSV: a quote stands where none may', fix)
}
