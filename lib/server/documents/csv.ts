import { stringify } from 'csv-stringify/sync'
import { decimalFromMinor } from '@/lib/domain/money/decimal'

/** Money in a file: digits in major units, and a minus stays a minus. */
export class Decimal {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text
  }
}

/** Major units with all their decimals; minor units where nobody knows how many decimals there are. */
export function decimalCell(minor: bigint, currency: string): Decimal {
  const text = decimalFromMinor(minor, currency)
  return new Decimal(text.ok ? text.value : `${minor} (minor units)`)
}

/** Sheets must compute nothing that a text says. */
export function csvLines(rows: readonly (readonly (string | Decimal)[])[]): Buffer {
  const text = stringify(rows as unknown as string[][], {
    escape_formulas: true,
    cast: { object: (value) => ({ value: String(value), escape_formulas: false }) },
  })
  return Buffer.from(text)
}

/** A small file as text: amounts in major units, everything else as it is, formulas escaped. */
export function csvText(rows: readonly (readonly (string | { minor: bigint; currency: string })[])[]): string {
  const cell = (value: string | { minor: bigint; currency: string }) =>
    typeof value === 'string' ? value : decimalCell(value.minor, value.currency)
  return csvLines(rows.map((row) => row.map(cell))).toString('utf8')
}
