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
  /** Sale entries that say who is to receive what, or at what rate the money was to settle, by charge. */
  sales: Map<string, Entry>
  /** `kind account object` of written entries without which what follows them is not asked for. */
  begun: Set<string>
}

export function openBooks(): Books {
  return {
    lines: [],
    unwritten: new Map(),
    ahead: new Map(),
    refundShares: new Map(),
    sales: new Map(),
    begun: new Set(),
  }
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
