import type { Target } from './chart-map'
import type { Journal, JournalLine } from './journal'

/** A cell that is money: digits, which a sheet may compute with. */
export type MoneyCell = { readonly minor: bigint; readonly currency: string }
export type Cell = string | MoneyCell

type Layout = {
  readonly heads: readonly string[]
  /** How many lines one file may have; the target refuses more. */
  readonly maxLines: number
  row(journal: Journal, line: JournalLine, externalId: string): Cell[]
}

const slashed = (order: 'us' | 'world', day: string) => {
  const [year, month, date] = day.split('-')
  return order === 'us' ? `${month}/${date}/${year}` : `${date}/${month}/${year}`
}

const side = (minor: bigint, currency: string): Cell => (minor === 0n ? '' : { minor, currency })

/** The columns that each target's importer names; sources in docs/decisions/0017-closing.md. */
export const layouts: Record<Target, Layout> = {
  netsuite: {
    heads: ['External ID', 'Date', 'Currency', 'Memo', 'Account', 'Debit', 'Credit'],
    maxLines: 25_000,
    row: ({ day, currency }, { number, debitMinor, creditMinor }, externalId) => [
      externalId,
      slashed('us', day),
      currency.toUpperCase(),
      `Counterfoil ${externalId}`,
      number,
      side(debitMinor, currency),
      side(creditMinor, currency),
    ],
  },
  quickbooks: {
    heads: ['Journal No.', 'Journal Date', 'Account Name', 'Description', 'Debits', 'Credits', 'Currency'],
    maxLines: 1_000,
    row: ({ day, currency }, { name, debitMinor, creditMinor }, externalId) => [
      externalId,
      slashed('us', day),
      name,
      `Counterfoil ${externalId}`,
      side(debitMinor, currency),
      side(creditMinor, currency),
      currency.toUpperCase(),
    ],
  },
  // Xero knows no external id: its narration carries it. Debits are positive, credits negative.
  xero: {
    heads: ['*Narration', '*Date', 'Description', '*AccountCode', '*TaxRate', '*Amount'],
    maxLines: 300,
    row: ({ day, currency }, { number, name, debitMinor, creditMinor }, externalId) => [
      `Counterfoil ${externalId} ${currency.toUpperCase()}`,
      slashed('world', day),
      name,
      number,
      'Tax Exempt',
      { minor: debitMinor - creditMinor, currency },
    ],
  },
}
