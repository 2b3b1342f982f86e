import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { costCells, costOf, type DailyCost } from './costs'
import { type DailyMetric, nothing } from './measures'
import { bucketOf, performanceOf, waterfallOf } from './performance'

const day = calendarDay('2026-10-01')
const cell = (more: Partial<DailyMetric>): DailyMetric => ({
  ...nothing,
  day,
  currency: 'eur',
  chargeType: 'separate',
  ...more,
})
const cost = (ledgerAccount: string, minor: bigint): DailyCost => ({ day, ledgerAccount, currency: 'eur', minor })

test('a hundred sold, ninety passed on, three of fees with tax on them: seven are left, and the tax is no cost', () => {
  const made = performanceOf(
    [cell({ capturedMinor: 100_00n, transferredMinor: 90_00n, payments: 1n })],
    [cost('stripe_fees:platform', 3_00n), cost('taxes_on_fees:platform', 57n), cost('withheld_tax:platform', 1n)],
  )
  expect(made).toMatchObject({ revenueMinor: 10_00n, takeRateBp: 1000n, marginMinor: 7_00n, marginBp: 700n })
  expect(made.costs).toMatchObject({ processing: 3_00n, taxes: 58n })
  expect(waterfallOf(made).map(({ key, minor }) => [key, minor])).toEqual([
    ['gross', 100_00n],
    ['refunds', 0n],
    ['sellers', -90_00n],
    ['revenue', 10_00n],
    ['processing', -3_00n],
    ['network', 0n],
    ['disputes', 0n],
    ['fx', 0n],
    ['write_offs', 0n],
    ['margin', 7_00n],
  ])
})

test('a dispute that was lost costs, one that was won back does not; without volume there is no rate', () => {
  const lost = performanceOf([], [cost('disputes:platform', 50_00n)])
  expect(lost).toMatchObject({ marginMinor: -50_00n, marginBp: null, takeRateBp: null })
  const won = performanceOf([], [cost('disputes:platform', 50_00n), cost('disputes:platform', -50_00n)])
  expect(won.marginMinor).toBe(0n)
})

test.each([
  ['stripe_fees:platform', 'processing'],
  ['stripe_fees:acct_seller', null],
  ['write_offs:duplicate', 'write_offs'],
  ['financing:acct_1', null],
  ['customer_payments:direct', null],
  ['constructor:platform', null],
])('%s is a cost for %s', (account, kind) => expect(costOf(account)).toBe(kind))

test('postings add up by day, account and currency, whatever their order, and a seller’s own are left out', () => {
  const account = fc.constantFrom(
    'stripe_fees:platform',
    'stripe_fees:acct_1',
    'disputes:platform',
    'stripe:acct:payments',
  )
  const posting = fc.record({
    debit: account,
    credit: account,
    amountMinor: fc.bigInt({ min: 1n, max: 10_000n }),
    currency: fc.constantFrom('eur', 'usd'),
    occurredAt: fc.date({ min: new Date('2026-10-01'), max: new Date('2026-10-04'), noInvalidDate: true }),
  })
  fc.assert(
    fc.property(fc.array(posting), (postings) => {
      const cells = costCells(postings, 'Europe/Berlin')
      expect(costCells(postings.toReversed(), 'Europe/Berlin')).toEqual(cells)
      for (const name of ['stripe_fees:platform', 'disputes:platform']) {
        const raw = postings.reduce(
          (sum, { debit, credit, amountMinor }) =>
            sum + (debit === name ? amountMinor : 0n) - (credit === name ? amountMinor : 0n),
          0n,
        )
        const kept = cells.filter(({ ledgerAccount }) => ledgerAccount === name)
        expect(kept.reduce((sum, { minor }) => sum + minor, 0n)).toBe(raw)
      }
      expect(cells.some(({ ledgerAccount }) => ledgerAccount.includes('acct'))).toBe(false)
    }),
  )
})

test('the steps lead from sum to sum', () => {
  const minor = fc.bigInt({ min: 0n, max: 1_000_000n })
  fc.assert(
    fc.property(minor, minor, minor, minor, minor, (captured, refunded, transferred, fees, disputes) => {
      const made = performanceOf(
        [cell({ capturedMinor: captured, refundedMinor: refunded, transferredMinor: transferred })],
        [cost('stripe_fees:platform', fees), cost('disputes:platform', disputes)],
      )
      let stands = 0n
      for (const { minor: step, isSum } of waterfallOf(made)) {
        if (isSum && stands !== 0n) expect(step).toBe(stands)
        stands = isSum ? step : stands + step
      }
      expect(stands).toBe(made.marginMinor)
    }),
  )
})

test('weeks begin on Monday, months on the first', () => {
  const sunday = calendarDay('2026-11-01')
  expect([bucketOf(sunday, 'day'), bucketOf(sunday, 'week'), bucketOf(sunday, 'month')]).toEqual([
    '2026-11-01',
    '2026-10-26',
    '2026-11-01',
  ])
  expect(bucketOf(calendarDay('2026-11-02'), 'week')).toBe('2026-11-02')
})
