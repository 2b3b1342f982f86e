import { minorFromDecimal } from '../money/decimal'
import { exponentOf } from '../money/money'

export type SoughtAmount = { minor: bigint; currency: string }

const signs: Readonly<Record<string, string>> = { $: 'usd', '€': 'eur', '£': 'gbp', '¥': 'jpy' }

/**
 * An amount as a person types it: "18,240.15 usd", "EUR 1.234,56", "¥1200", "100". Without a currency it is meant in
 * every one of `currencies`. Exactly or not at all: a decimal that a currency lacks is no amount in it. Empty where the
 * words are no amount.
 */
export function readAmount(words: string, currencies: readonly string[]): SoughtAmount[] {
  const parts = /^\s*([a-z]{3}|[$€£¥])?\s*([−-]?[\d.,'\u00a0 ]*\d)\s*([a-z]{3}|[$€£¥])?\s*$/i.exec(words)
  if (!parts) return []
  const named = parts[1] ?? parts[3]
  if (parts[1] && parts[3]) return []
  const decimal = plainDecimal(parts[2] ?? '')
  if (decimal === null) return []
  const meant = named ? [signs[named] ?? named.toLowerCase()] : [...new Set(currencies)].sort()
  return meant.flatMap((currency) => {
    if (!exponentOf(currency).ok) return []
    const minor = minorFromDecimal(decimal, currency)
    return minor.ok && minor.value > 0n ? [{ minor: minor.value, currency }] : []
  })
}

/** "1.234,56" and "1,234.56" alike: the last of the two signs is the point, unless it can only part thousands. */
function plainDecimal(text: string): string | null {
  const digits = text.replace(/['\u00a0 ]/g, '').replace(/^[−-]/, '')
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (last < 0) return digits
  const [whole, fraction] = [digits.slice(0, last), digits.slice(last + 1)]
  const sign = digits[last] as string
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(digits) && !whole.includes(sign === '.' ? ',' : '.')
  // One sign before three digits may be either: an amount of three decimals is rarer than a thousand.
  if (isGrouped) return digits.replace(/[.,]/g, '')
  if (!/^\d{1,3}([.,]\d{3})*$|^\d+$/.test(whole) || !/^\d{1,3}$/.test(fraction)) return null
  return `${whole.replace(/[.,]/g, '')}.${fraction}`
}
