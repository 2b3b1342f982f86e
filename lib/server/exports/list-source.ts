import { assert } from '@/lib/domain/base/assert'
import { type AuditFilter, auditIn } from '../audit/queries'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { SheetCell } from '../documents/xlsx'
import { exceptionsIn, type ListInput } from '../exceptions/queries'
import { payoutsIn } from '../payouts/queries'
import { type TransactionFilter, transactionsIn } from '../transactions/queries'
import { headsOfMore, type MoreAsked, moreRows } from './more-lists'

export const exportedLists = [
  'exceptions',
  'transactions',
  'payouts',
  'audit',
  'sellers',
  'books',
  'bank-lines',
  'matches',
] as const
export type ExportedList = (typeof exportedLists)[number]

/** A list with the very filter of its page. */
export type ListAsked =
  | { list: 'exceptions'; input: Pick<ListInput, 'filter' | 'sort' | 'direction'> }
  | { list: 'transactions'; filter: Omit<TransactionFilter, 'before' | 'limit'> }
  | { list: 'payouts' }
  | { list: 'audit'; filter: Omit<AuditFilter, 'beforeSeq' | 'limit'> }
  | MoreAsked

const pageRows = 200

export const headsOf: Record<ExportedList, readonly string[]> = {
  ...headsOfMore,
  exceptions: [
    ...['Number', 'Kind', 'State', 'Severity', 'Amount', 'Currency', 'Who owes whom', 'Object', 'Account', 'Seller'],
    ...['Happened', 'Opened', 'Due', 'Settled', 'Resolution', 'What is wrong'],
  ],
  transactions: [
    ...['Created', 'Balance transaction', 'Account', 'Type', 'Category', 'Balance', 'Moved by'],
    ...['Amount', 'Fee', 'Net', 'Currency', 'Available on'],
  ],
  payouts: ['Created', 'Payout', 'Account', 'Amount', 'Currency', 'Status', 'Automatic', 'Instant', 'Confidence'],
  audit: ['Number', 'When', 'Who', 'Kind of who', 'Act', 'Subject', 'What it says', 'Hash before', 'Hash'],
}

/** Every row of the list in the page's own order, page by page; memory does not grow with it. */
export async function* rowsOf(sql: Sql, ctx: Ctx, asked: ListAsked): AsyncIterable<readonly SheetCell[]> {
  switch (asked.list) {
    case 'exceptions':
      return yield* exceptions(sql, ctx, asked.input)
    case 'transactions':
      for await (const row of newestFirst((before) => transactionsIn(sql, ctx, { ...asked.filter, ...before }))) {
        const { currency, created, availableOn } = row
        const money = [row.amountMinor, row.feeMinor, row.netMinor].map((minor) => ({ minor, currency }))
        const moved = [row.id, row.accountId, row.type, row.category, row.balanceType, row.sourceId ?? '']
        yield [created, ...moved, ...money, currency.toUpperCase(), availableOn]
      }
      return
    case 'payouts':
      for await (const row of newestFirst((before) => payoutsIn(sql, ctx, before))) {
        const { id, accountId, currency, created, status, automatic, instant, confidence } = row
        const money = { minor: row.amountMinor, currency }
        const how = [status ?? '', automatic ? 'yes' : 'no', instant ? 'yes' : 'no', confidence ?? '']
        yield [created, id, accountId, money, currency.toUpperCase(), ...how]
      }
      return
    case 'audit':
      return yield* audit(sql, ctx, asked.filter)
    default:
      return yield* moreRows(sql, ctx, asked)
  }
}

async function* exceptions(
  sql: Sql,
  ctx: Ctx,
  input: Pick<ListInput, 'filter' | 'sort' | 'direction'>,
): AsyncIterable<readonly SheetCell[]> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await exceptionsIn(sql, ctx, { ...input, limit: pageRows, ...(cursor ? { cursor } : {}) })
    assert(page.ok, 'a place in the list that was just made is one')
    for (const row of page.value.rows) {
      const money = { minor: row.amountMinor, currency: row.currency }
      yield [
        ...[`EX-${row.number}`, row.kind, row.state, row.severity, money, row.currency.toUpperCase(), row.direction],
        ...[row.objectId, row.accountId, row.sellerId ?? '', row.occurredAt, row.openedAt, row.dueAt],
        ...[row.closedAt ?? '', row.resolution ?? '', row.sentence],
      ]
    }
    cursor = page.value.next
  }
}

async function* audit(
  sql: Sql,
  ctx: Ctx,
  filter: Omit<AuditFilter, 'beforeSeq' | 'limit'>,
): AsyncIterable<readonly SheetCell[]> {
  for (let before: bigint | undefined; ; ) {
    const rows = await auditIn(sql, ctx, { ...filter, limit: pageRows, ...(before ? { beforeSeq: before } : {}) })
    for (const { seq, at, actorId, actorKind, action, subject, detail, prevHash, hash } of rows)
      yield [String(seq), at, actorId, actorKind, action, subject, JSON.stringify(detail), prevHash, hash]
    before = rows.at(-1)?.seq
    if (rows.length < pageRows) return
  }
}

type Placed = { created: Date; id: string }
type Before = { limit: number; before?: Placed }

async function* newestFirst<T extends Placed>(page: (before: Before) => Promise<T[]>): AsyncIterable<T> {
  for (let last: T | undefined; ; ) {
    const rows = await page({ limit: pageRows, ...(last ? { before: { created: last.created, id: last.id } } : {}) })
    yield* rows
    last = rows.at(-1)
    if (rows.length < pageRows) return
  }
}
