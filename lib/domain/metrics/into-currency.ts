import type { CalendarDay } from '../base/calendar-day'
import { dayOf, ordinalOf } from '../matching/scoring/business-days'
import { exponentOf } from '../money/money'
import { rateFromDecimal } from '../money/rate'
import { divideRounded } from '../money/rounding'
import { type DatedRate, rateHoldsDays } from '../rates/dated-rate'
import type { DailyCost } from './costs'
import type { DailyMetric } from './measures'

/** Of which currency how many days were brought over, at the last of which rates; `missing` days had no rate in force. */
export type UsedRate = { currency: string; last: DatedRate | null; missing: number }
export type Converted = { metrics: DailyMetric[]; costs: DailyCost[]; used: UsedRate[] }

/**
 * Brings the kept sums of every day into one currency, each at the rate in force on its day, rounded once a cell, half to
 * even. What has no rate is left out and said. `rates` come sorted, the stronger one of a day last.
 */
export function intoCurrency(
  into: string,
  metrics: readonly DailyMetric[],
  costs: readonly DailyCost[],
  rates: readonly DatedRate[],
): Converted {
  const used = new Map<string, UsedRate>()
  const worth = ratesOf(into, rates)
  const conversionOf = (currency: string, day: CalendarDay) => {
    if (currency === into) return (minor: bigint) => minor
    const rate = worth(currency, day)
    const known = used.get(currency) ?? { currency, last: null, missing: 0 }
    used.set(currency, rate ? { ...known, last: later(known.last, rate) } : { ...known, missing: known.missing + 1 })
    return rate ? conversion(currency, into, rate.rate) : null
  }
  const made = metrics.flatMap((cell) => {
    const change = conversionOf(cell.currency, cell.day)
    if (!change) return []
    return [
      {
        ...cell,
        currency: into,
        capturedMinor: change(cell.capturedMinor),
        refundedMinor: change(cell.refundedMinor),
        feesMinor: change(cell.feesMinor),
        feesReturnedMinor: change(cell.feesReturnedMinor),
        transferredMinor: change(cell.transferredMinor),
        reversedMinor: change(cell.reversedMinor),
      },
    ]
  })
  const spent = costs.flatMap((cell) => {
    const change = conversionOf(cell.currency, cell.day)
    return change ? [{ ...cell, currency: into, minor: change(cell.minor) }] : []
  })
  const order = [...used.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
  return { metrics: made, costs: spent, used: order }
}

function later(a: DatedRate | null, b: DatedRate): DatedRate {
  return a && a.day > b.day ? a : b
}

function ratesOf(into: string, rates: readonly DatedRate[]) {
  const byCurrency = Map.groupBy(
    rates.filter(({ to }) => to === into),
    ({ from }) => from,
  )
  const known = new Map<string, DatedRate | null>()
  return (currency: string, day: CalendarDay): DatedRate | null => {
    const key = `${currency} ${day}`
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const oldest = dayOf(ordinalOf(day) - rateHoldsDays)
    let found: DatedRate | null = null
    for (const rate of byCurrency.get(currency) ?? [])
      if (rate.day <= day && rate.day >= oldest && (!found || found.day <= rate.day)) found = rate
    known.set(key, found)
    return found
  }
}

function conversion(from: string, into: string, text: string): ((minor: bigint) => bigint) | null {
  const [rate, a, b] = [rateFromDecimal(text), exponentOf(from), exponentOf(into)]
  if (!rate.ok || !a.ok || !b.ok) return null
  const top = rate.value.numerator * 10n ** BigInt(b.value)
  const bottom = rate.value.denominator * 10n ** BigInt(a.value)
  return (minor) => divideRounded(minor * top, bottom, 'half_even')
}
