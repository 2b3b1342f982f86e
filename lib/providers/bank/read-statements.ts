import type { StatementEncoding } from '@/lib/domain/statements/encodings'
import type { StatementEvent, StatementFormat } from '@/lib/domain/statements/statement'
import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { breaking } from '@/lib/domain/statements/trouble'
import { camtReader } from './camt/read-camt'
import { readCsv } from './csv/read-csv'
import { type Decoded, decodeFile } from './encoding/decode-file'
import { mt940Reader } from './mt940/read-mt940'

/** Text in, events out; `end` says what the last text left open. */
export type TextReader = { read(text: string): StatementEvent[]; end(): StatementEvent[] }

export type ReadOptions = { format: StatementFormat; encoding: StatementEncoding | null } & (
  | { format: 'camt053' | 'mt940' }
  | { format: 'csv'; mapping: StatementMapping; currency: string }
)

/** Reads a bank's file of any size in little memory. It stops at the first thing that breaks the file as a whole. */
export async function* readStatements(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const pieces = decodeFile(chunks, options.encoding)
  const events =
    options.format === 'csv' ? readCsv(pieces, options.mapping, options.currency) : readText(pieces, options.format)
  let isEmpty = true
  for await (const event of events) {
    isEmpty &&= event.kind === 'end'
    yield event
    if (event.kind === 'trouble' && event.trouble.breaks) return
  }
  if (isEmpty)
    yield { kind: 'trouble', trouble: breaking(1, 'format', 'The file holds no statement', 'Check the file.') }
}

async function* readText(pieces: AsyncIterable<Decoded>, format: 'camt053' | 'mt940'): AsyncGenerator<StatementEvent> {
  const reader: TextReader = format === 'camt053' ? camtReader() : mt940Reader()
  for await (const piece of pieces) {
    if ('trouble' in piece) return yield { kind: 'trouble', trouble: piece.trouble }
    yield* reader.read(piece.text)
  }
  yield* reader.end()
}
