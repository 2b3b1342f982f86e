import type { Entry } from './entry'

/** A line of the platform's books; `writtenAt` is Unix seconds, `seq` counts from 1 in the order of writing. */
export type BookLine = {
  seq: number
  writtenAt: number
  type: 'book_entry' | 'fee_contract'
  body: Record<string, unknown>
}

export type Books = {
  lines: BookLine[]
  /** Entries that will be written, by reference. */
  unwritten: Map<string, Entry>
  /** Entries written before Stripe has anything to show for them, by reference. */
  ahead: Map<string, Entry>
  /** Refund entries that say which seller gives back what, by charge. */
  refundShares: Map<string, Entry[]>
}

export function openBooks(): Books {
  return { lines: [], unwritten: new Map(), ahead: new Map(), refundShares: new Map() }
}

/** The next line. Callers write in the order of time. */
export function appendLine(
  books: Books,
  writtenAt: number,
  type: BookLine['type'],
  body: Record<string, unknown>,
): void {
  books.lines.push({ seq: books.lines.length + 1, writtenAt, type, body })
}

export function linesAfter(books: Books, afterSeq: number, limit: number): BookLine[] {
  return books.lines.slice(Math.max(0, afterSeq), Math.max(0, afterSeq) + limit)
}
