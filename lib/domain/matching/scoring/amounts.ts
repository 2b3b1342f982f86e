import type { CalendarDay } from '../../base/calendar-day'
import { exponentOf, magnitude } from '../../money/money'
import { type Rate, ratio } from '../../money/rate'
import { divideRounded } from '../../money/rounding'
import { type RateSource, rateHoldsDays } from '../../rates/dated-rate'
import type { AmountRule } from '../policy'
import { compareText } from '../row'
import { ordinalOf } from './business-days'

/**
 * One unit of `from` is worth `rate` units of `to` (major units), from `day` on until a later rate takes over, for a week
 * at most. `source` says where it is from.
 */
export type DayRate = {
  readonly from: string
  readonly to: string
  readonly day: CalendarDay
  readonly rate: Rate
  readonly source?: RateSource
}

/** What rates are asked for: the one in force on a day, per minor units, or none. Its inverse is never guessed. */
export type RateBook = (from: string, to: string, day: CalendarDay) => KnownRate | undefined
/** Between minor units, and of which day and source it is. */
export type KnownRate = { readonly perMinor: Rate; readonly day: CalendarDay; readonly source: RateSource }

export function rateBook(rates: readonly DayRate[]): RateBook {
  const byPair = Map.groupBy(
    rates.toSorted((a, b) => compareText(a.day, b.day)),
    ({ from, to }) => `${from}>${to}`,
  )
  return (from, to, day) => {
    const found = byPair.get(`${from}>${to}`)?.findLast((rate) => rate.day <= day)
    if (!found || ordinalOf(day) - ordinalOf(found.day) > rateHoldsDays) return undefined
    const perMinor = perMinorUnit(found)
    return perMinor && { perMinor, day: found.day, source: found.source ?? 'other' }
  }
}

/** A dollar has a hundred minor units and a yen one: the rate between minor units says so. */
function perMinorUnit({ from, to, rate }: DayRate): Rate | undefined {
  const [small, large] = [exponentOf(from), exponentOf(to)]
  if (!small.ok || !large.ok) return undefined
  return ratio(rate.numerator * 10n ** BigInt(large.value), rate.denominator * 10n ** BigInt(small.value))
}

type Amount = { readonly amountMinor: bigint; readonly currency: string; readonly day: CalendarDay }

/** What the right amount should be, and from where to where it may lie, in minor units of `currency`. */
export type Expected = {
  readonly currency: string
  readonly minor: bigint
  readonly boundMinor: bigint
  readonly lowMinor: bigint
  readonly highMinor: bigint
  /** Where a rate made it. */
  readonly rate?: KnownRate
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
  const { numerator, denominator } = rate.perMinor
  const minor = divideRounded(left.amountMinor * numerator, denominator, 'half_even')
  return { ...around(currency, minor, (magnitude(minor) * BigInt(rule.boundBp)) / 10_000n, 'either'), rate }
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

/** Up to here all that follows is exact in doubles, quotients included. */
const largestSmall = 2 ** 40

/**
 * An expected amount in doubles, for the millions of pairs of a large block; undefined where it is too large for them.
 */
export type SmallExpected = {
  readonly minor: number
  readonly bound: number
  readonly low: number
  readonly high: number
}

export function smallExpected({ minor, boundMinor, lowMinor, highMinor }: Expected): SmallExpected | undefined {
  const small = { minor: Number(minor), bound: Number(boundMinor), low: Number(lowMinor), high: Number(highMinor) }
  return Object.values(small).every((value) => Math.abs(value) <= largestSmall) ? small : undefined
}

/** `amountPoints` in doubles; −1 instead of undefined. A right amount that is too large lies beyond `high` or `low`. */
export function smallAmountPoints({ minor, bound, low, high }: SmallExpected, right: number, points: number): number {
  if (right === minor) return points
  if (right < low || right > high || (minor < 0 ? right >= 0 : right <= 0 || minor === 0)) return -1
  return points - Math.ceil((points * Math.abs(right - minor)) / (2 * bound))
}

function sameDirection(a: bigint, b: bigint): boolean {
  return a < 0n ? b < 0n : b > 0n && a > 0n
}
