import { assert } from '../base/assert'
import { ok, type Result, refuse } from '../base/result'
import { type Money, money } from './money'
import { divideRounded, type Rounding } from './rounding'

/** An exact fraction; a rate is never a float. */
export type Rate = { readonly numerator: bigint; readonly denominator: bigint }

/** 100 basis points are one per cent. */
export function basisPoints(bp: bigint): Rate {
  return { numerator: bp, denominator: 10_000n }
}

export function ratio(numerator: bigint, denominator: bigint): Rate {
  assert(denominator !== 0n, 'a rate has a denominator')
  return { numerator, denominator }
}

/** Reads a provider's decimal ("1.0842", "6.5e-3") into an exact fraction. */
export function rateFromDecimal(text: string): Result<Rate, 'malformed'> {
  const parts = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text)
  if (!parts) return refuse('malformed')
  const fraction = parts[2] ?? ''
  const shift = Number(parts[3] ?? '0') - fraction.length
  const digits = BigInt((parts[1] ?? '') + fraction)
  return ok(shift >= 0 ? ratio(digits * 10n ** BigInt(shift), 1n) : ratio(digits, 10n ** BigInt(-shift)))
}

/** `amount × rate`, rounded once, in the way that the caller names. */
export function applyRate(amount: Money, rate: Rate, rounding: Rounding): Money {
  return money(divideRounded(amount.minor * rate.numerator, rate.denominator, rounding), amount.currency)
}
