import { currencyOf } from '../market/currency'

/** Stripe's reports count in major units, with as many decimals as its API has for the currency: 12.34, 1200, 1.230. */
export function amountText(minor: number, currency: string): string {
  const { unit } = currencyOf(currency)
  const sign = minor < 0 ? '-' : ''
  if (unit === 1) return `${sign}${Math.abs(minor)}`
  const decimals = String(unit).length - 1
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `2026-09-01 13:05:00`, in UTC; the Dashboard leaves the seconds out. */
export function timeText(seconds: number, digits: 'seconds' | 'minutes'): string {
  const iso = new Date(seconds * 1000).toISOString().replace('T', ' ')
  return iso.slice(0, digits === 'seconds' ? 19 : 16)
}

/** One line of a CSV as RFC 4180 has it, with a bare line feed. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
