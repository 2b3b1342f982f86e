import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratio } from '../../money/rate'
import { rollForward } from '../trial-balance'
import { accrueFee } from './accrue-fee'
import { monetaryMinor, revalue } from './revalue'

const facts = {
  rule: 'network_costs',
  currency: 'eur',
  billedMinor: 150_00n,
  volumeBeforeMinor: 10_000_00n,
  volumeMinor: 12_000_00n,
} as const

describe('a fee that is billed next month', () => {
  test('is accrued at last month’s rate: 150 for 10,000 makes 180 for 12,000', () => {
    expect(accrueFee(facts)).toEqual({
      ok: true,
      value: [
        {
          debit: 'network_costs:platform',
          credit: 'accrued_fees:network_costs',
          amountMinor: 180_00n,
          currency: 'eur',
        },
      ],
    })
  })

  test.each([
    ['no bill', { billedMinor: 0n }],
    ['no volume before', { volumeBeforeMinor: 0n }],
    ['no volume now', { volumeMinor: 0n }],
    ['less than a cent', { billedMinor: 1n, volumeMinor: 1n }],
  ])('%s: no rate, and nothing is guessed', (_, change) => {
    expect(accrueFee({ ...facts, ...change })).toEqual({ ok: false, reason: 'no_rate' })
  })

  test('the same volume makes the same fee', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n })
    fc.assert(
      fc.property(amounts, amounts, (billedMinor, volume) => {
        const result = accrueFee({ ...facts, billedMinor, volumeBeforeMinor: volume, volumeMinor: volume })
        expect(result.ok && result.value[0]?.amountMinor).toBe(billedMinor)
      }),
    )
  })
})

describe('balances in another currency', () => {
  const dollars = { currency: 'usd', into: 'eur', carriedRate: ratio(90n, 100n), closingRate: ratio(92n, 100n) }
  const entry = (debit: string, credit: string, amountMinor: bigint, currency = 'eur') => ({
    ok: true,
    value: [{ debit, credit, amountMinor, currency }],
  })

  test('1,000 dollars held, the dollar up two cents: a gain of 20 euros; owed, a loss', () => {
    expect(revalue(1_000_00n, dollars)).toEqual(entry('fx_revaluation:usd', 'fx_differences:platform', 20_00n))
    expect(revalue(-1_000_00n, dollars)).toEqual(entry('fx_differences:platform', 'fx_revaluation:usd', 20_00n))
  })

  test('yen have no decimals', () => {
    const yen = { currency: 'jpy', into: 'eur', carriedRate: ratio(6n, 1000n), closingRate: ratio(5n, 1000n) }
    expect(revalue(100_000n, yen)).toEqual(entry('fx_differences:platform', 'fx_revaluation:jpy', 100_00n))
  })

  test('a rate that did not move, the own currency and an unknown one are refused', () => {
    expect(revalue(1_000_00n, { ...dollars, closingRate: dollars.carriedRate })).toMatchObject({
      reason: 'nothing_to_revalue',
    })
    expect(revalue(1n, { ...dollars, into: 'usd' })).toMatchObject({ reason: 'same_currency' })
    expect(revalue(1n, { ...dollars, currency: 'zzz' })).toMatchObject({ reason: 'unknown_currency' })
  })

  test('what is held and owed counts, what was earned or spent does not', () => {
    const accounts = rollForward([
      {
        ledgerAccount: 'stripe:acct_1:payments',
        currency: 'usd',
        openingMinor: 500n,
        debitMinor: 200n,
        creditMinor: 0n,
      },
      { ledgerAccount: 'seller_payable:acct_2', currency: 'usd', openingMinor: 0n, debitMinor: 0n, creditMinor: 300n },
      {
        ledgerAccount: 'customer_payments:direct',
        currency: 'usd',
        openingMinor: -500n,
        debitMinor: 100n,
        creditMinor: 0n,
      },
      { ledgerAccount: 'stripe:acct_1:payments', currency: 'eur', openingMinor: 9n, debitMinor: 0n, creditMinor: 0n },
    ])
    expect(monetaryMinor(accounts, 'usd')).toBe(400n)
  })
})
