import { createLoader, createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { shortId } from '@/components/finance/short-id'
import { statementLines } from '@/lib/domain/sellers/statement'
import type { StatementSpan } from '@/lib/server/sellers/seller-statement'

/** A month that no calendar has is no month. */
export const parseAsMonth = createParser({
  parse: (text) => (/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null),
  serialize: (month: string) => month,
})

const sellersParams = { after: parseAsString }
export const loadSellersParams = createLoader(sellersParams)
export const sellersHref = createSerializer(sellersParams)

/** Stripe's id of a payout. */
const parseAsPayout = createParser({
  parse: (text) => (/^po_[A-Za-z0-9]{1,250}$/.test(text) ? text : null),
  serialize: (id: string) => id,
})

const sellerParams = { month: parseAsMonth, payout: parseAsPayout, currency: parseAsString }
export const loadSellerParams = createLoader(sellerParams)
const serializeSeller = createSerializer(sellerParams)

const rowsParams = { ...sellerParams, line: parseAsStringLiteral(statementLines), before: parseAsString }
export const loadSellerRowsParams = createLoader(rowsParams)
const serializeRows = createSerializer(rowsParams)

export function sellerHref(id: string, span: StatementSpan | null = null, currency: string | null = null): string {
  return serializeSeller(`/sellers/${id}`, { ...spanParams(span), currency })
}

/** A payout, where one is asked for, before a month. */
export function spanOf({ month, payout }: { month: string | null; payout: string | null }): StatementSpan | null {
  return payout ? { payoutId: payout } : month ? { month } : null
}

export function spanParams(span: StatementSpan | null): { month: string | null; payout: string | null } {
  if (span === null) return { month: null, payout: null }
  return 'month' in span ? { month: span.month, payout: null } : { month: null, payout: span.payoutId }
}

type Rows = Awaited<ReturnType<typeof loadSellerRowsParams>>

export function sellerRowsHref(id: string, params: Partial<Rows>): string {
  return serializeRows(`/sellers/${id}/rows`, params)
}

export function spanWord(span: StatementSpan): string {
  return 'month' in span ? span.month : `payout ${shortId(span.payoutId)}`
}

const fileParams = { ...sellerParams, format: parseAsStringLiteral(['csv', 'pdf']) }
const serializeFile = createSerializer(fileParams)
export const loadFileParams = createLoader(fileParams)

export function statementFileHref(id: string, span: StatementSpan, currency: string, format: 'csv' | 'pdf'): string {
  return serializeFile(`/sellers/${id}/statement`, { ...spanParams(span), currency, format })
}

/** "2026-10" a month before or after. */
export function monthBeside(month: string, by: 1 | -1): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = new Date(Date.UTC(2000, number - 1 + by, 1))
  const years = year + (at.getUTCFullYear() - 2000)
  return `${String(years).padStart(4, '0')}-${String(at.getUTCMonth() + 1).padStart(2, '0')}`
}
