import { ok, type Result, refuse } from '../base/result'
import { exponentOf, magnitude } from './money'

export type DecimalRefusal = 'unknown_currency' | 'malformed' | 'too_many_decimals' | 'too_large'

/** Postgres `bigint`; also far above any amount that a person means. */
const largestMinor = 2n ** 63n - 1n

/**
 * Reads "1234.50" in major units into Stripe's minor units, exactly. A dot, digits, an optional minus; grouping,
 * currency signs and powers of ten are refused, and so is money in a decimal that the currency does not have.
 */
export function minorFromDecimal(text: string, currency: string): Result<bigint, DecimalRefusal> {
  const exponent = exponentOf(currency)
  if (!exponent.ok) return exponent
  const parts = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text)
  if (!parts) return refuse('malformed')
  const fraction = parts[3] ?? ''
  // "500.00" yen is what a bank's file writes: trailing zeros carry no money, any other digit would.
  if (/[1-9]/.test(fraction.slice(exponent.value))) return refuse('too_many_decimals')
  const digits = (parts[2] ?? '') + fraction.slice(0, exponent.value).padEnd(exponent.value, '0')
  const minor = BigInt(parts[1] + digits)
  return magnitude(minor) > largestMinor ? refuse('too_large') : ok(minor)
}

/** The exact digits of an amount; grouping and the currency's sign are the page's own. */
export type DecimalParts = { readonly sign: '' | '-'; readonly whole: string; readonly fraction: string }

/** Splits minor units into exact digits: never `Intl`, whose decimals are ISO's and not Stripe's. */
export function formatMinor(minor: bigint, currency: string): Result<DecimalParts, 'unknown_currency'> {
  const exponent = exponentOf(currency)
  if (!exponent.ok) return exponent
  const digits = magnitude(minor)
    .toString()
    .padStart(exponent.value + 1, '0')
  const cut = digits.length - exponent.value
  return ok({ sign: minor < 0n ? '-' : '', whole: digits.slice(0, cut), fraction: digits.slice(cut) })
}

/** "-1234.50": the exact inverse of `minorFromDecimal`. */
export function decimalFromMinor(minor: bigint, currency: string): Result<string, 'unknown_currency'> {
  const parts = formatMinor(minor, currency)
  if (!parts.ok) return parts
  const { sign, whole, fraction } = parts.value
  return ok(fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`)
}
