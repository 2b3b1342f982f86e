import type { Settlement } from './facts'

/** The categories in which a charge reaches the balance: what was authorised, less what was not captured of it. */
export const settlingCategories: readonly string[] = ['charge', 'partial_capture_reversal']

/** A balance transaction of one charge. */
export type SettlingRow = {
  id: string
  reportingCategory: string
  amountMinor: bigint
  currency: string
  created: Date
}

/** What a charge's own transactions add up to, in the currency of the first `charge` among them, and when that was made. */
export function settlementFrom(rows: readonly SettlingRow[]): Settlement | null {
  const own = rows
    .filter((row) => settlingCategories.includes(row.reportingCategory))
    .sort((a, b) => a.created.getTime() - b.created.getTime() || (a.id < b.id ? -1 : 1))
  const first = own.find((row) => row.reportingCategory === 'charge')
  if (!first) return null
  const alike = own.filter((row) => row.currency === first.currency)
  const amountMinor = alike.reduce((sum, row) => sum + row.amountMinor, 0n)
  return { amountMinor, currency: first.currency, at: first.created }
}
