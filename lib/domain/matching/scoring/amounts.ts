import { exponentOf, magnitude } from '../../money/money'
import { type Rate, ratio } from '../../money/rate'
import { divideRounded } from '../../money/rounding'
import type { AmountRule } from '../policy'
import { compareText } from '../row'

/** One unit of `from` is worth `rate` units of `to` (major units), from `day` on until a later rate takes over. */
export type DayRate = { readonly from: string; readonly to: string; readonly day: string; readonly rate: Rate }

/** What rates are asked for: the one in force on a day, per minor units, or none. Its inverse is never guessed. */
export type RateBook = (from: string, to: string, day: string) => Rate | undefined

export function rateBook(rates: readonly DayRate[]): RateBook {
  const byPair = Map.groupBy(
    rates.toSorted((a, b) => compareText(a.day, b.day)),
    ({ from, to }) => `${from}>${to}`,
  )
  return (from, to, day) => {
    const found = byPair.get(`${from}>${to}`)?.findLast((rate) => rate.day <= day)
    return found && perMinorUnit(found)
  }
}

/** A dollar has a hundred minor units and a yen one: the rate between minor units says so. */
function perMinorUnit({ from, to, rate }: DayRate): Rate | undefined {
  const [small, large] = [exponentOf(from), exponentOf(to)]
  if (!small.ok || !large.ok) return undefined
  return ratio(rate.numerator * 10n ** BigInt(large.value), rate.denominator * 10n ** BigInt(small.value))
}

type Amount = { readonly amountMinor: bigint; readonly currency: string; readonly day: string }

/** What the right amount should be and how far from it it may lie, in minor units of `currency`. */
export type Expected = { readonly currency: string; readonly minor: bigint; readonly boundMinor: bigint }

/** max(absolute, basis points) around the left amount, or a bound around what the rate makes of it. */
export function expectedAmount(
  rule: AmountRule,
  left: Amount,
  currency: string,
  rates: RateBook,
): Expected | undefined {
  if (rule.kind === 'tolerance') {
    if (left.currency !== currency) return undefined
    const share = (magnitude(left.amountMinor) * BigInt(rule.basisPoints)) / 10_000n
    return {
      currency,
      minor: left.amountMinor,
      boundMinor: share > rule.absoluteMinor ? share : rule.absoluteMinor,
    }
  }
  if (left.currency === currency) return undefined
  const rate = rates(left.currency, currency, left.day)
  if (!rate) return undefined
  const minor = divideRounded(left.amountMinor * rate.numerator, rate.denominator, 'half_even')
  return { currency, minor, boundMinor: (magnitude(minor) * BigInt(rule.boundBp)) / 10_000n }
}

/** Exact: all points. At the bound half of them, in between evenly. Beyond it, or against the direction: undefined. */
export function amountPoints(expected: Expected, rightMinor: bigint, points: number): number | undefined {
  if (rightMinor === expected.minor) return points
  const apart = magnitude(rightMinor - expected.minor)
  if (apart > expected.boundMinor || !sameDirection(expected.minor, rightMinor)) return undefined
  return points - Number((BigInt(points) * apart + 2n * expected.boundMinor - 1n) / (2n * expected.boundMinor))
}

function sameDirection(a: bigint, b: bigint): boolean {
  return a < 0n ? b < 0n : b > 0n && a > 0n
}
