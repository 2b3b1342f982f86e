import { bookEntryInput } from '@/lib/domain/books/book-entry'
import type { LineError } from '@/lib/domain/books/line-error'
import { createApiKey } from '../../access/create-api-key'
import type { TestDatabase } from '../../db/testing/test-database'
import { receiveLines } from '../books-door'
import type { WriteOutcome } from '../outcome'
import { writeBookEntries } from '../write-book-entries'

export type Answer = { status: number; body: WriteOutcome & { error?: { code: string; message: string; fix: string } } }
export type Call = { type?: string; secret?: string; query?: string; headers?: Record<string, string> }
export type Body = string | Uint8Array<ArrayBuffer> | ReadableStream
export type Door = {
  call(body: Body, how?: Call): Promise<Answer>
  /** The same, which has to leave nothing in any table. */
  inVain(body: Body, how?: Call): Promise<Answer>
}

export const ndjson = { type: 'application/x-ndjson' }

/** The machine's door to the books, with a key of the first marketplace. */
export async function doorOf(t: TestDatabase, same: (before: unknown, after: unknown) => void): Promise<Door> {
  const key = await createApiKey(t.ctxAs('admin'), 'books')
  const call: Door['call'] = async (body, how = {}) => {
    const { type = 'application/json', secret = key, query = '', headers = {} } = how
    const request = new Request(`http://localhost/api/v1/book-entries${query}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, authorization: `Bearer ${secret}`, ...headers },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    })
    const response = await receiveLines(request, bookEntryInput, writeBookEntries)
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }
  const inVain: Door['inVain'] = async (body, how) => {
    const before = await traces(t)
    const answer = await call(body, how)
    same(before, await traces(t))
    return answer
  }
  return { call, inVain }
}

/** Everything that a call may leave behind. */
async function traces(t: TestDatabase): Promise<unknown> {
  const { rows } = await t.admin.query(
    `SELECT (SELECT count(*) FROM book_entry) AS entries, (SELECT count(*) FROM caller_reference) AS refs,
       (SELECT count(*) FROM recon_touch) AS touches, (SELECT count(*) FROM audit_entry WHERE action = 'books.write') AS acts`,
  )
  return rows[0]
}

export function saleLine(reference: string, over: Record<string, unknown> = {}): Record<string, unknown> {
  const when = { occurredAt: '2026-10-30T12:00:00Z' }
  return { reference, kind: 'sale', account: 'acct_platform', amountMinor: '100', currency: 'usd', ...when, ...over }
}

export function linesOf(...values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}

export function places(errors: readonly LineError[]): string[] {
  return errors.map(({ line, field, message }) => `${line} ${field}: ${message}`)
}
