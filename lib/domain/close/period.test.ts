import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { bookedAt, bookedOn, firstDay, type Month, monthOf, nextMonth, previousMonth, readMonth } from './period'
import { byRoot, isBalanced, rollForward, trialBalance } from './trial-balance'

describe('months', () => {
  test('the month before the month after is the month', () => {
    const months = fc.tuple(fc.integer({ min: 1970, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(months, ([year, number]) => {
        const month = readMonth(`${year}-${`${number}`.padStart(2, '0')}`) as Month
        expect(previousMonth(nextMonth(month))).toBe(month)
        expect(nextMonth(month) > month).toBe(true)
        expect(monthOf(firstDay(month))).toBe(month)
      }),
    )
    expect(readMonth('2026-13')).toBeNull()
    expect(nextMonth('2026-12' as Month)).toBe('2027-01')
  })

  test('what belongs to a closed month is booked on the first open day and flagged; nothing else moves', () => {
    const opens = calendarDay('2026-11-01')
    expect(bookedOn(calendarDay('2026-10-31'), opens)).toEqual({ day: '2026-11-01', late: true })
    expect(bookedOn(calendarDay('2026-11-01'), opens)).toEqual({ day: '2026-11-01', late: false })
    expect(bookedOn(calendarDay('2026-10-31'), null)).toEqual({ day: '2026-10-31', late: false })
  })

  test('each basis takes its own date', () => {
    const [created, availableOn] = [new Date('2026-10-30'), new Date('2026-11-03')]
    const at = (category: string, basis: 'created' | 'available' | 'arrival') =>
      bookedAt({ category, created, availableOn }, basis)
    expect([at('charge', 'created'), at('payout', 'created')]).toEqual([created, created])
    expect([at('charge', 'available'), at('payout', 'available')]).toEqual([availableOn, availableOn])
    expect([at('charge', 'arrival'), at('payout', 'arrival')]).toEqual([created, availableOn])
  })
})

describe('the trial balance', () => {
  const names = fc.constantFrom('stripe:a:payments', 'seller_payable:s1', 'seller_payable:s2', 'refunds:direct')
  const moves = fc.array(
    fc.record({
      debit: names,
      credit: names,
      minor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      currency: fc.constantFrom('eur', 'jpy'),
      before: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  test('opening + movements = closing for every account, and all of it is zero together', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const sums = new Map<
          string,
          { ledgerAccount: string; currency: string; openingMinor: bigint; debitMinor: bigint; creditMinor: bigint }
        >()
        const at = (ledgerAccount: string, currency: string) => {
          const key = `${ledgerAccount} ${currency}`
          const row = sums.get(key) ?? { ledgerAccount, currency, openingMinor: 0n, debitMinor: 0n, creditMinor: 0n }
          sums.set(key, row)
          return row
        }
        for (const { debit, credit, minor, currency, before } of all) {
          if (before) {
            at(debit, currency).openingMinor += minor
            at(credit, currency).openingMinor -= minor
          } else {
            at(debit, currency).debitMinor += minor
            at(credit, currency).creditMinor += minor
          }
        }
        const accounts = rollForward([...sums.values()])
        for (const row of accounts) expect(row.closingMinor).toBe(row.openingMinor + row.debitMinor - row.creditMinor)
        expect(trialBalance(accounts).every(isBalanced)).toBe(true)
        expect(trialBalance(byRoot(accounts))).toEqual(trialBalance(accounts))
      }),
    )
  })
})
