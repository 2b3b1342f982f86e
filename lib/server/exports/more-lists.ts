import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import type { Sql } from '../db/transaction'
import type { SheetCell } from '../documents/xlsx'
import { openText } from '../personal/free-text'
import { namePlace } from '../sync/store/store-accounts'
import { cursorRows } from './cursor-rows'

/** Lists that are read in the order of one key: sellers, books, bank lines, matches. */
export type MoreAsked =
  | { list: 'sellers' }
  | { list: 'books'; kind: string | null; importId: string | null }
  | { list: 'bank-lines'; bankAccountId: string }
  | { list: 'matches'; state: string | null }

export const headsOfMore: Record<MoreAsked['list'], readonly string[]> = {
  sellers: ['Account', 'Name', 'Country', 'Default currency', 'Connected', 'Left', 'Balance', 'Currency'],
  books: [
    ...['Happened', 'Reference', 'Kind', 'Account', 'Object', 'Order', 'Seller', 'Amount', 'Currency', 'Taken out'],
    ...['Entry', 'Import'],
  ],
  'bank-lines': [
    ...['Booked on', 'Value on', 'Amount', 'Currency', 'Reversal', 'End-to-end id', 'Reference', 'Transaction', 'Code'],
    ...['Text', 'Other party', 'Line'],
  ],
  matches: [
    ...['Proposed', 'Match', 'Sides', 'Account', 'Rule', 'Confidence', 'Remainder', 'Currency', 'State', 'Decided'],
    ...['Decided by', 'About'],
  ],
}

export type Listed = { text: string; order: string; params: readonly unknown[] }

/** What a list reads, for reading it and for counting it. */
export function listedOf(marketplaceId: string, asked: MoreAsked): Listed {
  switch (asked.list) {
    case 'sellers':
      return { text: sellersSql, order: 'a.account_id COLLATE "C", a.livemode, p.currency', params: [marketplaceId] }
    case 'books':
      return { text: booksSql, order: 'e.id', params: [marketplaceId, asked.kind, asked.importId] }
    case 'bank-lines':
      return { text: linesSql, order: 'l.id', params: [marketplaceId, asked.bankAccountId] }
    case 'matches':
      return { text: matchesSql, order: 'p.id', params: [marketplaceId, asked.state] }
  }
}

/** Every row, by its key; memory does not grow with it. */
export function moreRows(sql: Sql, ctx: Ctx, asked: MoreAsked): AsyncIterable<readonly SheetCell[]> {
  const { marketplaceId } = ctx.actor
  const listed = listedOf(marketplaceId, asked)
  switch (asked.list) {
    case 'sellers':
      return cellsOf(sql, listed, (row: SellerRow) => [
        ...[row.id, row.name ? open(namePlace(marketplaceId, row.id), row.name) : '', row.country ?? ''],
        ...[(row.defaultCurrency ?? '').toUpperCase(), row.created ?? '', row.left ?? ''],
        ...(row.currency && row.minor !== null
          ? [money(row.minor, row.currency), row.currency.toUpperCase()]
          : ['', '']),
      ])
    case 'books':
      return cellsOf(sql, listed, (row: EntryRow) => [
        ...[row.occurredAt, row.reference, row.kind, row.accountId, row.objectId ?? '', row.orderReference ?? ''],
        ...[row.sellerId ?? '', money(row.minor, row.currency), row.currency.toUpperCase(), row.isVoid ? 'yes' : ''],
        ...[row.id, row.importId ?? ''],
      ])
    case 'bank-lines':
      return cellsOf(sql, listed, (row: LineRow) => [
        ...[row.bookedOn, row.valueOn ?? '', money(row.minor, row.currency), row.currency.toUpperCase()],
        ...[row.isReversal ? 'yes' : '', row.endToEndId ?? '', row.reference ?? '', row.transactionId ?? ''],
        ...[row.code ?? '', row.text ? openText(marketplaceId, 'bank_line.text_enc', row.id, row.text) : ''],
        row.party ? openText(marketplaceId, 'bank_line.counterparty_enc', row.id, row.party) : '',
        row.id,
      ])
    case 'matches':
      return cellsOf(sql, listed, (row: MatchRow) => [
        ...[row.proposedAt, row.id, row.pair, row.accountId, row.rule, row.confidence],
        ...[money(row.minor, row.currency), row.currency.toUpperCase(), row.state, row.decidedAt ?? ''],
        ...[row.decidedBy ?? '', row.subjects.join(' ')],
      ])
  }
}

const money = (minor: bigint, currency: string) => ({ minor, currency })

type SellerRow = {
  id: string
  name: string | null
  country: string | null
  defaultCurrency: string | null
  created: Date | null
  left: Date | null
  currency: string | null
  minor: bigint | null
}
type EntryRow = {
  id: string
  occurredAt: Date
  reference: string
  kind: string
  accountId: string
  objectId: string | null
  orderReference: string | null
  sellerId: string | null
  importId: string | null
  minor: bigint
  currency: string
  isVoid: boolean
}
type LineRow = {
  id: string
  bookedOn: string
  valueOn: string | null
  minor: bigint
  currency: string
  isReversal: boolean
  endToEndId: string | null
  reference: string | null
  transactionId: string | null
  code: string | null
  text: string | null
  party: string | null
}
type MatchRow = {
  id: string
  pair: string
  accountId: string
  rule: string
  confidence: number
  minor: bigint
  currency: string
  state: string
  proposedAt: Date
  decidedAt: Date | null
  decidedBy: string | null
  subjects: string[]
}

async function* cellsOf<T>(
  sql: Sql,
  { text, order, params }: Listed,
  cells: (row: T) => readonly SheetCell[],
): AsyncIterable<readonly SheetCell[]> {
  for await (const row of cursorRows<T>(sql, `${text} ORDER BY ${order}`, params)) yield cells(row)
}

/** A line for each balance of an account, or one for none; an account in both modes is two. */
const sellersSql = `
  SELECT a.account_id AS id, a.name_enc AS name, a.country, a.default_currency AS "defaultCurrency", a.created,
    a.deauthorized_at AS left, p.currency, p.provider_minor AS minor
  FROM provider_account a LEFT JOIN balance_proof p ON p.marketplace_id = $1 AND p.provider = a.provider
    AND p.livemode = a.livemode AND p.account_id = a.account_id AND p.balance_type = 'payments' AND p.provider_minor IS NOT NULL
  WHERE a.marketplace_id = $1 AND NOT a.is_platform`

const booksSql = `
  SELECT e.id, e.occurred_at AS "occurredAt", e.reference, e.kind, e.account_id AS "accountId",
    e.object_id AS "objectId", e.order_reference AS "orderReference", e.seller_id AS "sellerId", e.import_id AS "importId",
    e.amount_minor AS minor, e.currency, EXISTS (SELECT FROM book_entry_void v WHERE v.marketplace_id = $1
      AND v.entry_id = e.id AND v.restored_at IS NULL) AS "isVoid"
  FROM book_entry e WHERE e.marketplace_id = $1 AND ($2::text IS NULL OR e.kind = $2) AND ($3::text IS NULL OR e.import_id = $3)`

const linesSql = `
  SELECT l.id, l.booked_on::text AS "bookedOn", l.value_on::text AS "valueOn", l.amount_minor AS minor, l.currency,
    l.is_reversal AS "isReversal", l.end_to_end_id AS "endToEndId", l.bank_reference AS reference,
    l.transaction_id AS "transactionId", l.bank_code AS code, l.text_enc AS text, l.counterparty_enc AS party
  FROM bank_line l WHERE l.marketplace_id = $1 AND l.account_id = $2`

const matchesSql = `
  SELECT p.id, p.pair, p.account_id AS "accountId", p.rule, p.confidence, p.remainder_minor AS minor, p.currency,
    p.state, p.proposed_at AS "proposedAt", p.decided_at AS "decidedAt", p.decided_by AS "decidedBy", p.subjects
  FROM match_proposal p WHERE p.marketplace_id = $1 AND ($2::text IS NULL OR p.state = $2)`
