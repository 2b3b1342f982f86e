import { assert } from '../base/assert'
import { ok, type Result, refuse } from '../base/result'
import { exponents } from './currencies'

declare const made: unique symbol

/** An exact amount in Stripe's API minor units. Made only by `money()`; may be negative. */
export type Money = { readonly minor: bigint; readonly currency: string; readonly [made]: true }

const currencyCode = /^[a-z]{3,5}$/

/** Lower-case code as Stripe writes it. Adding needs no exponent, so a code that is not in the table is still money. */
export function money(minor: bigint, currency: string): Money {
  assert(currencyCode.test(currency), `not a currency code: ${JSON.stringify(currency)}`)
  return { minor, currency } as Money
}

export function zero(currency: string): Money {
  return money(0n, currency)
}

/** Adds two amounts of one currency; two currencies are a bug, never a conversion. */
export function add(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `${a.currency} and ${b.currency} do not add up`)
  return money(a.minor + b.minor, a.currency)
}

export function negate(a: Money): Money {
  return money(-a.minor, a.currency)
}

export function subtract(a: Money, b: Money): Money {
  return add(a, negate(b))
}

/** The absolute value of a plain number of minor units. */
export function magnitude(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}

/** Decimals of the currency in Stripe's API, or a refusal: an unknown currency is never guessed at. */
export function exponentOf(currency: string): Result<number, 'unknown_currency'> {
  const exponent = exponents.get(currency)
  return exponent === undefined ? refuse('unknown_currency') : ok(exponent)
}
