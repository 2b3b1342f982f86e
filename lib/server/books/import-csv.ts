import { CsvError, parse } from 'csv-parse/sync'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type BookEntryInput, bookEntryInput } from '@/lib/domain/books/book-entry'
import { inCsvWords } from '@/lib/domain/books/csv-errors'
import { delimiterOf } from '@/lib/domain/books/csv-head'
import { amountError, type CsvMapping, recordFromCells } from '@/lib/domain/books/csv-mapping'
import { type ParsedLines, parseLines } from '@/lib/domain/books/line-error'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { type EarlierImport, fileOf, findImport } from './keep-import'
import { type ImportedFile, rejectedLines, type WriteOutcome } from './outcome'
import { maxLines } from './read-body'
import { nothingWritten, writeBookEntries } from './write-book-entries'

export type CsvImport = { name: string; text: string; mapping: CsvMapping; partial: boolean; dryRun: boolean }
export type CsvRefusal = 'not_permitted' | 'not_csv' | 'column_missing' | 'column_twice' | 'too_many' | 'empty'
/**
 * `importId` is null while nothing was written. `alreadyKnown`: references that the books hold, whatever they say.
 * `earlier`: this very file came in before.
 */
export type CsvOutcome = WriteOutcome & {
  lines: number
  alreadyKnown: number
  importId: string | null
  earlier: EarlierImport | null
}

/** Reads a file by its mapping and judges every line. A dry run writes nothing; the real one also keeps the import. */
export async function importBooksCsv(ctx: Ctx, input: CsvImport): Promise<Result<CsvOutcome, CsvRefusal>> {
  if (!can(ctx.actor, 'books.import')) return refuse('not_permitted')
  const read = readCsv(input.text, input.mapping)
  if (!read.ok) return read
  const lines = read.value
  const file = fileOf(ctx.actor.marketplaceId, input.name, input.text, input.mapping)
  const counts = { lines: lines.good.length + rejectedLines(lines.errors), ...(await whatIsKnown(ctx, file, lines)) }
  if (input.dryRun) return ok({ ...nothingWritten(lines.good.length, lines.errors), ...counts, importId: null })
  const written = await writeBookEntries(ctx, lines, { partial: input.partial, file })
  if (!written.ok) return written
  const { accepted, known, withheld } = written.value
  const nothing = withheld > 0 || accepted + known === 0
  return ok({ ...written.value, ...counts, importId: nothing ? null : file.id })
}

type CsvLine = { record: Record<string, string>; info: { lines: number } }

function readCsv(text: string, mapping: CsvMapping): Result<ParsedLines<BookEntryInput>, CsvRefusal> {
  const file = parseText(text)
  if (!file) return refuse('not_csv')
  const { head, rows } = file
  const [first] = rows
  if (!first) return refuse('empty')
  if (rows.length > maxLines) return refuse('too_many')
  const columns = Object.values(mapping.fields).flatMap((source) => ('column' in source ? [source.column] : []))
  if (columns.some((column) => !head.includes(column))) return refuse('column_missing')
  // The last of two columns of one name would win without a word.
  if (columns.some((column) => head.indexOf(column) !== head.lastIndexOf(column))) return refuse('column_twice')
  const lines: ParsedLines<BookEntryInput> = { good: [], errors: [] }
  for (const { record, info } of rows) {
    const cells = recordFromCells(record, mapping)
    const parsed = cells.ok
      ? parseLines(bookEntryInput, [cells.value], info.lines)
      : { good: [], errors: [amountError(info.lines, cells.reason)] }
    lines.good.push(...parsed.good)
    lines.errors.push(...parsed.errors.map(inCsvWords))
  }
  return ok(lines)
}

/**
 * Null where the text is no CSV with a head. A short line keeps its missing cells empty: the schema says what is missing.
 * Reads no further than one line more than a file may hold.
 */
function parseText(text: string): { head: string[]; rows: CsvLine[] } | null {
  let head: string[] = []
  const columns = (names: string[]) => {
    head = names
    return names
  }
  try {
    const quirks = {
      delimiter: delimiterOf(text),
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: mostPerLine,
    }
    const rows = parse(text, { ...quirks, columns, info: true, to: maxLines + 1 })
    return { head, rows: rows as unknown as CsvLine[] }
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

/** Characters: an open quote must not swallow the rest of the file. */
const mostPerLine = 100_000

async function whatIsKnown(ctx: Ctx, file: ImportedFile, { good }: ParsedLines<BookEntryInput>) {
  const { marketplaceId } = ctx.actor
  const references = good.map(({ value }) => value.reference)
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM caller_reference WHERE marketplace_id = $1 AND reference = ANY($2)',
      [marketplaceId, references],
    )
    return { alreadyKnown: row?.count ?? 0, earlier: await findImport(sql, marketplaceId, file) }
  })
}
