import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarDay, calendarDay } from '../../base/calendar-day'
import { dayOf, ordinalOf } from '../../matching/scoring/business-days'
import { nothing } from '../measures'
import { performanceOf } from '../performance'
import { pastOf, watchPolicy } from './policy'
import { type WatchedDay, watch } from './watch'

const first = ordinalOf(calendarDay('2026-06-01'))
const length = 120

/** A marketplace that sells less at weekends, with noise of its own; `change` is what happens to one day. */
function history(
  seed: number,
  payments: number,
  change?: { at: number; volume?: number; takeBp?: number; refundBp?: number },
) {
  let state = seed >>> 0 || 1
  const random = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
  const noise = () => random() + random() + random() + random() - 2
  return Array.from({ length }, (_, at): WatchedDay => {
    const day = calendarDay(dayOf(first + at))
    const isWeekend = (first + at + 3) % 7 > 4
    const own = change?.at === at ? change : undefined
    const count = Math.max(1, Math.round(payments * (isWeekend ? 0.5 : 1) * (1 + 0.15 * noise()) * (own?.volume ?? 1)))
    const captured = Math.round(count * 50_00 * (1 + (0.3 * noise()) / Math.sqrt(count)))
    const take = Math.round((captured * ((own?.takeBp ?? 1000) + 40 * noise())) / 10_000)
    const refunded = Math.round((captured * Math.max(0, (own?.refundBp ?? 200) + 60 * noise())) / 10_000)
    const cell = {
      ...nothing,
      day,
      currency: 'eur',
      chargeType: 'direct' as const,
      capturedMinor: BigInt(captured),
      refundedMinor: BigInt(refunded),
      feesMinor: BigInt(take),
      payments: BigInt(count),
    }
    const fee = {
      day,
      ledgerAccount: 'stripe_fees:platform',
      currency: 'eur',
      minor: BigInt(Math.round(captured * 0.029)),
    }
    return { day, figures: performanceOf([cell], [fee]) }
  })
}
const day = (at: number): CalendarDay => calendarDay(dayOf(first + at))
const lastDays = Array.from({ length: 60 }, (_, nth) => day(60 + nth))

describe('over noise alone', () => {
  test('one figure in a thousand at most stands apart, whatever the seed and the size', () => {
    let [alarms, readings] = [0, 0]
    for (let seed = 1; seed <= 40; seed++)
      for (const payments of [20, 200, 2_000]) {
        alarms += watch(history(seed * 7919, payments), lastDays).length
        readings += lastDays.length * 5
      }
    expect(alarms / readings).toBeLessThan(0.001)
  })
})

test.each([
  ['a take rate that fell by a third', { takeBp: 660 }, 'take_rate'],
  ['ten times the refunds', { refundBp: 2_000 }, 'refund_rate'],
  ['a tenth of the volume', { volume: 0.1 }, 'volume'],
  ['four times the volume', { volume: 4 }, 'payments'],
])('%s is seen on its day and on no other', (_, change, measure) => {
  const found = watch(history(31, 500, { at: 100, ...change }), lastDays)
  expect(found.map((one) => one.measure)).toContain(measure)
  expect(new Set(found.map((one) => one.day))).toEqual(new Set([day(100)]))
  for (const { value, low, high } of found) expect(value < low || value > high).toBe(true)
})

test('a day on which nothing moved stands apart by its volume, and by no rate', () => {
  const silent = history(5, 500).filter((one) => one.day !== day(101))
  expect(watch(silent, [day(101)]).map(({ measure, value }) => [measure, value])).toEqual([
    ['payments', 0],
    ['volume', 0],
  ])
})

test('too short a past, or too few payments, is silence; the order of the past makes no difference', () => {
  const strange = history(9, 500, { at: 20, volume: 30 })
  expect(watch(strange.slice(0, 21), [day(20)])).toEqual([])
  expect(watch(history(9, 3, { at: 100, takeBp: 5_000 }), [day(100)])).toEqual([])
  fc.assert(
    fc.property(fc.shuffledSubarray(history(3, 100, { at: 110, volume: 5 }), { minLength: length }), (past) => {
      expect(watch(past, lastDays)).toEqual(watch(history(3, 100, { at: 110, volume: 5 }), lastDays))
    }),
    { numRuns: 20 },
  )
})

test('what lies before the past that the policy names changes no verdict, and a day less of it may', () => {
  const past = history(7, 200, { at: 119, volume: 3 })
  const last = past.slice(119).map(({ day }) => day)
  const days = pastOf(watchPolicy)
  const found = watch(past, last)
  expect(found.length).toBeGreaterThan(0)
  expect(watch(past.slice(119 - days), last)).toEqual(found)
  expect(watch(past.slice(120 - days), last)).not.toEqual(found)
})
