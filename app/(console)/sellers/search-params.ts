import { createLoader, createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { statementLines } from '@/lib/domain/sellers/statement'

/** A month that no calendar has is no month. */
export const parseAsMonth = createParser({
  parse: (text) => (/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null),
  serialize: (month: string) => month,
})

const sellersParams = { after: parseAsString }
export const loadSellersParams = createLoader(sellersParams)
export const sellersHref = createSerializer(sellersParams)

const sellerParams = { month: parseAsMonth, currency: parseAsString }
export const loadSellerParams = createLoader(sellerParams)
const serializeSeller = createSerializer(sellerParams)

const rowsParams = { ...sellerParams, line: parseAsStringLiteral(statementLines), before: parseAsString }
export const loadSellerRowsParams = createLoader(rowsParams)
const serializeRows = createSerializer(rowsParams)

export function sellerHref(id: string, month: string | null = null, currency: string | null = null): string {
  return serializeSeller(`/sellers/${id}`, { month, currency })
}

type Rows = Awaited<ReturnType<typeof loadSellerRowsParams>>

export function sellerRowsHref(id: string, params: Partial<Rows>): string {
  return serializeRows(`/sellers/${id}/rows`, params)
}

export function statementFileHref(id: string, month: string, currency: string, format: 'csv' | 'pdf'): string {
  return `/sellers/${id}/statement?${new URLSearchParams({ month, currency, format })}`
}

/** "2026-10" a month before or after. */
export function monthBeside(month: string, by: 1 | -1): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = new Date(Date.UTC(2000, number - 1 + by, 1))
  const years = year + (at.getUTCFullYear() - 2000)
  return `${String(years).padStart(4, '0')}-${String(at.getUTCMonth() + 1).padStart(2, '0')}`
}
