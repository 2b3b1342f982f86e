import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../base/calendar-day'
import { defaultPolicy } from '../default-policy'
import type { MatchRow } from '../row'
import type { DayRate } from '../scoring/amounts'
import { weekendsOnly } from '../scoring/business-days'
import { sayFactor } from '../scoring/factor'
import { bankLine, payout } from '../testing/small-rows'
import { matchLeftovers } from './match-leftovers'
import { suggestionsOf } from './proposal'

const anyRow = fc.record({
  side: fc.constantFrom<MatchRow['side']>('payout', 'topup', 'bank_line'),
  amountMinor: fc.constantFrom(-50_00n, 50_00n, 49_00n, 99_00n, 1_000_00n),
  currency: fc.constantFrom('usd', 'eur'),
  day: fc.integer({ min: 1, max: 12 }),
})
const rowsOf = fc
  .array(anyRow, { maxLength: 14 })
  .map((list) =>
    list.map(({ side, amountMinor, currency, day }, at) => ({ ...payout(`r${at}`, amountMinor, day), side, currency })),
  )
const suggest = (rows: readonly MatchRow[]) =>
  suggestionsOf(matchLeftovers(rows, defaultPolicy, () => weekendsOnly, []))

test('no row is suggested twice, no currency is crossed, and the order of arrival decides nothing', () => {
  fc.assert(
    fc.property(rowsOf, fc.infiniteStream(fc.nat()), (rows, noise) => {
      const all = suggest(rows)
      const ids = all.flatMap(({ left, right }) => [...left, ...right])
      expect(new Set(ids).size).toBe(ids.length)
      for (const { left, right, currency, factors, confidence } of all) {
        const own = rows.filter(({ id }) => left.includes(id) || right.includes(id))
        expect(own.every((row) => row.currency === currency)).toBe(true)
        expect(factors.reduce((sum, { points }) => sum + points, 0)).toBe(confidence)
        expect(confidence).toBeGreaterThanOrEqual(60)
      }
      const shuffled = rows.map((row) => ({ row, at: noise.next().value })).sort((a, b) => a.at - b.at)
      expect(suggest(shuffled.map(({ row }) => row))).toEqual(all)
    }),
    { numRuns: 60 },
  )
})

test('a debit that is as well the return of a payout as a top-up is nobody’s; with one of them it is', () => {
  const back = payout('return:po_1', -50_00n, 2)
  const topup: MatchRow = { ...payout('topup:tu_1', -50_00n, 2), side: 'topup' }
  const line = bankLine('line:1', -50_00n, 3)
  expect(suggest([back, topup, line])).toEqual([])
  expect(suggest([back, line]).map(({ left, right }) => [left, right])).toEqual([[['return:po_1'], ['line:1']]])
  expect(suggest([topup, line]).map(({ pair, right }) => [pair, right])).toEqual([['topup bank_line', ['line:1']]])
})

describe('across currencies', () => {
  const rates: DayRate[] = [
    {
      from: 'usd',
      to: 'eur',
      day: calendarDay('2026-11-02'),
      rate: { numerator: 9n, denominator: 10n },
      source: 'booked',
    },
  ]
  const at = (rows: readonly MatchRow[], known = rates) =>
    suggestionsOf(matchLeftovers(rows, defaultPolicy, () => weekendsOnly, known))
  const dollars = payout('p', 100_00n, 3)
  const euros = bankLine('b', 90_00n, 4, { currency: 'eur' })

  test('what no run of one currency explains is tried at the rate of the day, and says which rate it was', () => {
    const [found] = at([dollars, euros])
    expect(found).toMatchObject({ left: ['p'], right: ['b'], rule: 'converted', currency: 'usd' })
    const amount = found?.factors.find(({ code }) => code === 'amount')
    expect(amount?.facts).toMatchObject({ by: 'rate', rateDay: '2026-11-02', rateSource: 'booked' })
    expect(amount && sayFactor(amount, (minor, currency) => `${currency} ${minor}`)).toContain(
      'at the rate of 2026-11-02, booked by Stripe',
    )
  })

  test('without a rate, with one the other way round, or with one that is too old, nothing crosses', () => {
    expect(at([dollars, euros], [])).toEqual([])
    expect(at([dollars, euros], [{ ...rates[0]!, from: 'eur', to: 'usd' }])).toEqual([])
    expect(at([dollars, euros], [{ ...rates[0]!, day: calendarDay('2026-10-26') }])).toEqual([])
  })

  test('its own currency comes first: what is explained there is not tried elsewhere', () => {
    const own = bankLine('own', 100_00n, 4)
    expect(at([dollars, euros, own]).map(({ right }) => right)).toEqual([['own']])
  })

  test('two lines of another currency that fit alike are nobody’s', () => {
    const other = bankLine('c', 90_00n, 4, { currency: 'eur' })
    expect(at([dollars, euros, other])).toEqual([])
  })
})
