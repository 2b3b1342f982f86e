import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Movement } from '../ledger/movement'
import { anyMovement, movement, sourceObject } from '../ledger/testing/movements'
import { type DailyMetric, measureNames, nothing, sumCells } from './measures'
import { categoriesOf, metricDelta } from './metric-deltas'
import { figuresOf, platformRevenue } from './take-rate'

const zone = 'Europe/Berlin'

function cells(...movements: Movement[]): DailyMetric[] {
  return sumCells(movements.map((given) => metricDelta(given, zone)).filter((cell) => cell !== null))
}

const take = (...movements: Movement[]) => {
  const { revenueMinor, volumeMinor, takeRateBp } = figuresOf(cells(...movements))
  return [revenueMinor, volumeMinor, takeRateBp]
}

type Type = Movement['chargeType']
const captured = (minor: bigint, chargeType: Type) => movement({ category: 'charge', amountMinor: minor, chargeType })
const refunded = (minor: bigint, chargeType: Type) => movement({ category: 'refund', amountMinor: -minor, chargeType })
const transferred = (minor: bigint, chargeType: Type) =>
  movement({ category: 'transfer', amountMinor: -minor, chargeType })
const reversed = (minor: bigint, chargeType: Type) =>
  movement({ category: 'transfer_reversal', amountMinor: minor, chargeType })
const fee = (minor: bigint, chargeType: Type) =>
  movement({ category: 'platform_earning', amountMinor: minor, chargeType })
const feeBack = (minor: bigint, chargeType: Type) =>
  movement({ category: 'platform_earning_refund', amountMinor: -minor, chargeType })
const onSeller = (given: Movement): Movement => ({ ...given, accountId: 'acct_s', isPlatform: false })

describe('a sale of 100.00 of which the platform keeps 10.00', () => {
  test('is a take rate of ten per cent, however it was made', () => {
    const tenPercent = [1_000n, 10_000n, 1_000n]
    expect(take(onSeller(captured(10_000n, 'direct')), fee(1_000n, 'direct'))).toEqual(tenPercent)
    const whole = [captured(10_000n, 'destination'), transferred(10_000n, 'destination')]
    expect(take(...whole, fee(1_000n, 'destination'))).toEqual(tenPercent)
    expect(take(captured(10_000n, 'destination'), transferred(9_000n, 'destination'))).toEqual(tenPercent)
    const split = [transferred(6_000n, 'separate'), transferred(3_000n, 'separate')]
    expect(take(captured(10_000n, 'separate'), ...split)).toEqual(tenPercent)
  })

  test('keeps its rate when half of everything is given back', () => {
    const half = [500n, 5_000n, 1_000n]
    const direct = [onSeller(captured(10_000n, 'direct')), fee(1_000n, 'direct')]
    expect(take(...direct, onSeller(refunded(5_000n, 'direct')), feeBack(500n, 'direct'))).toEqual(half)
    const viaFee = [captured(10_000n, 'destination'), transferred(10_000n, 'destination'), fee(1_000n, 'destination')]
    const back = [refunded(5_000n, 'destination'), reversed(5_000n, 'destination'), feeBack(500n, 'destination')]
    expect(take(...viaFee, ...back)).toEqual(half)
    const separate = [captured(10_000n, 'separate'), transferred(9_000n, 'separate')]
    expect(take(...separate, refunded(5_000n, 'separate'), reversed(4_500n, 'separate'))).toEqual(half)
  })

  test('loses what a refund forgot to take back, and says so', () => {
    const sale = [captured(20_000n, 'destination'), transferred(20_000n, 'destination'), fee(3_000n, 'destination')]
    expect(take(...sale, refunded(20_000n, 'destination'))).toEqual([-17_000n, 0n, null])
  })
})

describe('what is counted, and where', () => {
  test('the seller’s half of a transfer is no volume, nor is its reversal', () => {
    const half = onSeller(captured(9_000n, 'seller_side'))
    expect(cells(half, onSeller(refunded(9_000n, 'seller_side')))).toEqual([])
  })

  test('a failed refund and a failed bank debit take back what they counted', () => {
    const failedRefund = movement({ category: 'refund_failure', amountMinor: 500n })
    const failedDebit = movement({ category: 'charge_failure', amountMinor: -800n })
    const [cell] = cells(captured(800n, 'separate'), failedDebit, refunded(500n, 'separate'), failedRefund)
    expect(cell).toMatchObject(nothing)
  })

  test('a sale just after midnight in Berlin belongs to the new day there', () => {
    const late = { ...captured(100n, 'separate'), created: new Date('2026-03-28T23:30:00Z') }
    expect(cells(late)[0]?.day).toBe('2026-03-29')
    expect(metricDelta(late, 'America/New_York')?.day).toBe('2026-03-28')
  })

  test('volume is in the customer’s euros though it settled in dollars', () => {
    const source = sourceObject({ id: 'ch_1', objectType: 'charge', amountMinor: 10_000n, currency: 'eur' })
    const given = movement({ category: 'charge', amountMinor: 10_840n, currency: 'usd', source })
    expect(cells(given)[0]).toMatchObject({ currency: 'eur', capturedMinor: 10_000n, payments: 1n })
  })

  test('a transfer in dollars comes back to euros at the rate at which the charge was booked', () => {
    const settled = { amountMinor: 10_840n, currency: 'usd' }
    const charge = sourceObject({ id: 'ch_1', objectType: 'charge', amountMinor: 10_000n, currency: 'eur', settled })
    const source = sourceObject({ id: 'tr_1', objectType: 'transfer', amountMinor: 9_756n, currency: 'usd' })
    const given = movement({ category: 'transfer', amountMinor: -9_756n, currency: 'usd', source, charge })
    expect(cells(given)[0]).toMatchObject({ currency: 'eur', transferredMinor: 9_000n })
    const third = { ...given, charge: { ...charge, settled: { amountMinor: 1n, currency: 'gbp' } } }
    expect(cells(third)[0]).toMatchObject({ currency: 'usd', transferredMinor: 9_756n })
  })

  test('every measure has categories behind it', () => {
    expect(measureNames.map((name) => [name, categoriesOf(name)])).toEqual([
      ['capturedMinor', ['charge', 'partial_capture_reversal', 'charge_failure']],
      ['refundedMinor', ['refund', 'refund_failure']],
      ['feesMinor', ['platform_earning']],
      ['feesReturnedMinor', ['platform_earning_refund']],
      ['transferredMinor', ['transfer']],
      ['reversedMinor', ['transfer_reversal']],
      ['payments', ['charge', 'charge_failure']],
    ])
  })
})

test('sums do not depend on the order of arrival, and revenue adds up over any split', () => {
  fc.assert(
    fc.property(fc.array(anyMovement, { maxLength: 30 }), fc.nat(30), (movements, at) => {
      const all = cells(...movements)
      expect(cells(...movements.toReversed())).toEqual(all)
      expect(sumCells([...cells(...movements.slice(0, at)), ...cells(...movements.slice(at))])).toEqual(all)
      const revenue = all.reduce((sum, cell) => sum + platformRevenue(cell), 0n)
      expect(figuresOf(all).revenueMinor).toBe(revenue)
    }),
  )
})
