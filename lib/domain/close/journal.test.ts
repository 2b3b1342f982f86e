import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { accountFor, chartMap, chartRoots, targets } from './chart-map'
import { type DaySum, journalsOf, splitJournals } from './journal'
import { layouts } from './journal-layout'
import { samplePositions } from './sample'

const postings = fc.array(
  fc.record({
    day: fc.constantFrom('2026-10-01', '2026-10-02', '2026-10-31').map(calendarDay),
    currency: fc.constantFrom('eur', 'jpy', 'kwd'),
    debit: fc.constantFrom(...chartRoots, 'a_root_of_tomorrow'),
    credit: fc.constantFrom(...chartRoots, 'a_root_of_tomorrow'),
    minor: fc.bigInt({ min: 1n, max: 10n ** 14n }),
  }),
  { maxLength: 80 },
)
type Made = { day: DaySum['day']; currency: string; debit: string; credit: string; minor: bigint }
const sumsOf = (all: readonly Made[]): DaySum[] =>
  all.flatMap(({ day, currency, debit, credit, minor }) => [
    { day, currency, root: debit, debitMinor: minor, creditMinor: 0n },
    { day, currency, root: credit, debitMinor: 0n, creditMinor: minor },
  ])

describe('journals', () => {
  test('balance per day and currency, whatever was posted and however accounts are shared', () => {
    const shared = chartRoots.slice(0, 6).map((root) => ({ target: 'xero', root, number: '1', name: 'One' }) as const)
    fc.assert(
      fc.property(postings, fc.boolean(), (all, share) => {
        const journals = journalsOf(sumsOf(all), chartMap('xero', share ? shared : []))
        for (const { lines } of journals) {
          const debits = lines.reduce((sum, line) => sum + line.debitMinor, 0n)
          expect(debits).toBe(lines.reduce((sum, line) => sum + line.creditMinor, 0n))
          expect(debits > 0n).toBe(true)
          expect(lines.every((line) => (line.debitMinor === 0n) !== (line.creditMinor === 0n))).toBe(true)
        }
        expect(new Set(journals.map(({ day, currency }) => `${day} ${currency}`)).size).toBe(journals.length)
      }),
    )
  })

  test('the order in which sums come changes nothing', () => {
    fc.assert(
      fc.property(postings, (all) => {
        const map = chartMap('netsuite')
        expect(journalsOf(sumsOf(all.toReversed()), map)).toEqual(journalsOf(sumsOf(all), map))
      }),
    )
  })

  test('what does not balance is a bug and writes no file', () => {
    const half = [{ day: calendarDay('2026-10-01'), currency: 'eur', root: 'stripe', debitMinor: 1n, creditMinor: 0n }]
    expect(() => journalsOf(half, chartMap('xero'))).toThrow('off by 1')
  })

  test('files hold whole journals and, together, all of them', () => {
    fc.assert(
      fc.property(postings, fc.integer({ min: 35, max: 90 }), (all, most) => {
        const journals = journalsOf(sumsOf(all), chartMap('xero'))
        const parts = splitJournals(journals, most)
        expect(parts.flat()).toEqual(journals)
        for (const part of parts) expect(part.flatMap(({ lines }) => lines).length).toBeLessThanOrEqual(most)
      }),
    )
  })
})

describe('the chart map', () => {
  test.each(targets)('%s has an own number for every root of the chart', (target) => {
    const map = chartMap(target)
    expect([...map.keys()].sort()).toEqual([...chartRoots].sort())
    expect(new Set([...map.values()].map(({ number }) => number)).size).toBe(chartRoots.length)
  })

  test('an edit holds for its own target only, and an unknown root goes to suspense', () => {
    const edits = [{ target: 'xero', root: 'stripe', number: '090', name: 'Stripe EUR' } as const]
    expect(accountFor(chartMap('xero', edits), 'stripe')).toEqual({ number: '090', name: 'Stripe EUR' })
    expect(accountFor(chartMap('netsuite', edits), 'stripe').number).toBe('1100')
    expect(accountFor(chartMap('xero'), 'a_root_of_tomorrow').number).toBe('9999')
  })
})

test('each target gets its own columns, dates and sides', () => {
  const [journal] = journalsOf(
    [
      { day: calendarDay('2026-10-03'), currency: 'eur', root: 'stripe', debitMinor: 150n, creditMinor: 0n },
      { day: calendarDay('2026-10-03'), currency: 'eur', root: 'customer_payments', debitMinor: 0n, creditMinor: 150n },
    ],
    chartMap('xero'),
  )
  const [debit, credit] = journal?.lines ?? []
  if (!journal || !debit || !credit) throw new Error('no journal')
  expect(layouts.netsuite.row(journal, debit, 'cf_1')).toEqual([
    'cf_1',
    '10/03/2026',
    'EUR',
    'Counterfoil cf_1',
    '1100',
    { minor: 150n, currency: 'eur' },
    '',
  ])
  expect(layouts.quickbooks.row(journal, credit, 'cf_1')).toEqual([
    'cf_1',
    '10/03/2026',
    'Customer payments',
    'Counterfoil cf_1',
    '',
    { minor: 150n, currency: 'eur' },
    'EUR',
  ])
  expect(layouts.xero.row(journal, credit, 'cf_1')).toEqual([
    'Counterfoil cf_1 EUR',
    '03/10/2026',
    'Customer payments',
    '4000',
    'Tax Exempt',
    { minor: -150n, currency: 'eur' },
  ])
  for (const target of targets) {
    expect(layouts[target].row(journal, debit, 'cf_1')).toHaveLength(layouts[target].heads.length)
  }
})

describe('the sample', () => {
  test('same seed, same rows; ascending, distinct, of the size asked', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(60), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (population, size, seed) => {
        const positions = samplePositions(population, size, seed)
        expect(positions).toEqual(samplePositions(population, size, seed))
        expect(positions).toHaveLength(Math.min(population, size))
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
        expect(positions.every((position) => position < population)).toBe(true)
      }),
    )
  })

  test('another seed draws other rows, and no place is favoured', () => {
    expect(samplePositions(10_000, 10, 1n)).not.toEqual(samplePositions(10_000, 10, 2n))
    const hits = Array.from({ length: 10 }, () => 0)
    for (let seed = 0n; seed < 2_000n; seed += 1n) {
      for (const position of samplePositions(10, 3, seed)) hits[position] = (hits[position] ?? 0) + 1
    }
    for (const count of hits) expect(Math.abs(count - 600)).toBeLessThan(90)
  })
})
