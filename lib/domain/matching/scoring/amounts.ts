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

/** What the right amount should be, and from where to where it may lie, in minor units of `currency`. */
export type Expected = {
  readonly currency: string
  readonly minor: bigint
  readonly boundMinor: bigint
  readonly lowMinor: bigint
  readonly highMinor: bigint
}

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
    const boundMinor = share > rule.absoluteMinor ? share : rule.absoluteMinor
    return around(currency, left.amountMinor, boundMinor, rule.direction)
  }
  if (left.currency === currency) return undefined
  const rate = rates(left.currency, currency, left.day)
  if (!rate) return undefined
  const minor = divideRounded(left.amountMinor * rate.numerator, rate.denominator, 'half_even')
  return around(currency, minor, (magnitude(minor) * BigInt(rule.boundBp)) / 10_000n, 'either')
}

/** Less is nearer to zero, on whichever side of it the amount lies. */
function around(currency: string, minor: bigint, boundMinor: bigint, direction: 'either' | 'less' | 'more'): Expected {
  const isNegative = minor < 0n
  const reachesDown = direction === 'either' || (direction === 'less') !== isNegative
  const reachesUp = direction === 'either' || (direction === 'less') === isNegative
  return {
    currency,
    minor,
    boundMinor,
    lowMinor: reachesDown ? minor - boundMinor : minor,
    highMinor: reachesUp ? minor + boundMinor : minor,
  }
}

/** Exact: all points. At the bound half of them, in between evenly. Beyond it, or against the direction: undefined. */
export function amountPoints(expected: Expected, rightMinor: bigint, points: number): number | undefined {
  if (rightMinor === expected.minor) return points
  if (rightMinor < expected.lowMinor || rightMinor > expected.highMinor) return undefined
  if (!sameDirection(expected.minor, rightMinor)) return undefined
  const apart = magnitude(rightMinor - expected.minor)
  return points - Number((BigInt(points) * apart + 2n * expected.boundMinor - 1n) / (2n * expected.boundMinor))
}

function sameDirection(a: bigint, b: bigint): boolean {
  return a < 0n ? b < 0n : b > 0n && a > 0n
}
