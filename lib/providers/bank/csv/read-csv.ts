import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { StatementEvent } from '@/lib/domain/statements/statement'
import { mappedColumns, type StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'
import type { Decoded } from '../encoding/decode-file'
import { rowReader } from './csv-row'
import { lineCounter, mostPerRow } from './line-counter'

type Source = { trouble: StatementTrouble | null; endsWithBreak: boolean; skipped: number }

/** A bank's CSV by a saved mapping. It has no balances but those beside its lines, and the currency of its account. */
export async function* readCsv(
  pieces: AsyncIterable<Decoded>,
  mapping: StatementMapping,
  currency: string,
): AsyncGenerator<StatementEvent> {
  const source: Source = { trouble: null, endsWithBreak: true, skipped: 0 }
  const options = { delimiter: mapping.delimiter, skip_empty_lines: true, relax_column_count: true }
  const lines = lineCounter()
  // The parser runs ahead of who reads it.
  const starts: number[] = []
  const on_record = (record: string[], info: { lines: number }) => {
    starts.push(lines.next(record, info.lines))
    return record
  }
  // Banks write ="00123" without quotes around it.
  const parser = parse({ ...options, relax_quotes: true, max_record_size: mostPerRow, on_record })
  const texts = Readable.from(textsOf(pieces, mapping.skipLines, source))
  texts.on('error', (error) => parser.destroy(error)).pipe(parser)
  let head: string[] | null = null
  let read: ReturnType<typeof rowReader> | null = null
  let line = source.skipped + 1
  let held: { cells: string[]; line: number } | null = null
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line = source.skipped + (starts.shift() ?? 1)
      if (!head || !read) {
        head = record.map((name) => name.trim())
        const trouble = headTrouble(head, mapping, line)
        if (trouble) return yield { kind: 'trouble', trouble }
        read = rowReader(head, mapping, currency)
        yield { kind: 'statement', head: { ...csvHead, line, currency } }
        continue
      }
      // One row is held back: the last one is judged by what stands behind it.
      if (held) yield read(held.cells, held.line)
      held = { cells: record, line }
      if (isSame(record, head)) return yield { kind: 'trouble', trouble: headAgain(line) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    source.trouble ??= csvTrouble(error, source.skipped + lines.last() + 1)
  } finally {
    texts.destroy()
  }
  if (source.trouble) return yield { kind: 'trouble', trouble: source.trouble }
  if (held && head && read) {
    if (!source.endsWithBreak && held.cells.length < head.length)
      return yield { kind: 'trouble', trouble: cutOff(held.line) }
    yield read(held.cells, held.line)
  }
  if (head && !held) return yield { kind: 'trouble', trouble: noLines(line) }
  if (head) yield { kind: 'end', line }
}

const csvHead = {
  account: null,
  statementId: null,
  sequence: null,
  page: null,
  isContinued: false,
  opening: null,
  closing: null,
  announcedLines: null,
}

/** The text below the lines that are to be skipped. Stops at the first byte that is wrong, and says so in `source`. */
async function* textsOf(pieces: AsyncIterable<Decoded>, skipLines: number, source: Source): AsyncGenerator<string> {
  let dropped = 0
  for await (const piece of pieces) {
    if ('trouble' in piece) {
      source.trouble = piece.trouble
      return
    }
    let { text } = piece
    while (source.skipped < skipLines) {
      const at = text.indexOf('\n')
      if (at === -1) break
      source.skipped++
      dropped = 0
      text = text.slice(at + 1)
    }
    if (source.skipped < skipLines) dropped += text.length
    if (dropped > mostPerRow) {
      source.trouble = noLineEnds(source.skipped + 1)
      return
    }
    if (source.skipped < skipLines || text === '') continue
    source.endsWithBreak = /[\r\n]$/.test(text)
    yield text
  }
}

function headTrouble(head: readonly string[], mapping: StatementMapping, line: number): StatementTrouble | null {
  for (const name of mappedColumns(mapping)) {
    const quoted = JSON.stringify(name.slice(0, 60))
    if (!head.includes(name))
      return breaking(
        line,
        'column_missing',
        `The file has no column ${quoted}`,
        'Choose the mapping of this bank, or mend it.',
      )
    // The last of two columns of one name would win without a word.
    if (head.indexOf(name) !== head.lastIndexOf(name))
      return breaking(line, 'column_twice', `The file has two columns ${quoted}`, 'Give each its own name.')
  }
  return null
}

const isSame = (cells: readonly string[], head: readonly string[]) =>
  cells.length === head.length && cells.every((cell, i) => cell.trim() === head[i])

const headAgain = (line: number) =>
  breaking(
    line,
    'repeated_page',
    'The head stands here again: a page is repeated, or two files are one',
    'Import each file by itself.',
  )
const noLineEnds = (line: number) =>
  breaking(
    line,
    'too_long',
    'This line is to be skipped, and does not end',
    'Check the file, and how many lines the mapping skips.',
  )
const noLines = (line: number) => breaking(line, 'format', 'The file has a head and no lines', 'Check the file.')
const cutOff = (line: number) =>
  breaking(
    line,
    'truncated',
    'The file ends in the middle of this line',
    'Fetch it from the bank again; nothing of it was kept.',
  )

/** `line`: on which the row begins that does not end. */
function csvTrouble(error: CsvError, line: number): StatementTrouble {
  const fix = 'Close the quote, or fetch the file from the bank again.'
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return breaking(line, 'truncated', 'A quote opens on this line and is never closed', fix)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return breaking(line, 'too_long', 'The row on this line does not end: a quote is open', fix)
  return breaking(
    line,
    'format',
    'This row cannot be read as CSV: a quote stands where none may',
    'Check the sign between the columns.',
  )
}
