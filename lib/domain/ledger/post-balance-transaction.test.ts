import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categories } from './categories'
import { chart } from './chart'
import { clearingAccount, postingsFromBalanceTransaction } from './post-balance-transaction'
import { accountDeltas, reverse } from './posting'
import { anyMovement, movement, sourceObject } from './testing/movements'

const platform = 'stripe:acct_platform:payments'

function lines(given: Parameters<typeof movement>[0]): string[] {
  const { postings } = postingsFromBalanceTransaction(movement(given))
  return postings.map((p) => `${p.debit} ← ${p.credit} ${p.amountMinor} ${p.currency}`)
}

describe('whatever Stripe sends', () => {
  test('the clearing account moves by exactly net, and debits equal credits in every currency', () => {
    fc.assert(
      fc.property(anyMovement, (given) => {
        const deltas = accountDeltas(postingsFromBalanceTransaction(given).postings)
        const clearing = clearingAccount(given.accountId, given.balanceType)
        const here = deltas.filter((delta) => delta.ledgerAccount === clearing)
        expect(here.every((delta) => delta.currency === given.currency)).toBe(true)
        expect(here.reduce((sum, delta) => sum + delta.debitMinor - delta.creditMinor, 0n)).toBe(given.netMinor)
        const byCurrency = Map.groupBy(deltas, (delta) => delta.currency)
        for (const group of byCurrency.values()) {
          expect(group.reduce((sum, delta) => sum + delta.debitMinor - delta.creditMinor, 0n)).toBe(0n)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('postings are positive, say the opposite of their opposite, and stand on the chart', () => {
    fc.assert(
      fc.property(anyMovement, (given) => {
        const { postings } = postingsFromBalanceTransaction(given)
        expect(reverse(reverse(postings))).toEqual(postings)
        for (const { debit, credit, amountMinor } of postings) {
          expect(amountMinor > 0n).toBe(true)
          for (const code of [debit, credit]) {
            expect(Object.keys(chart)).toContain(code.split(':')[0])
            expect(code).not.toMatch(/[{}]/)
          }
        }
      }),
    )
  })

  test('what is unknown stands in suspense and says so', () => {
    const plan = postingsFromBalanceTransaction(movement({ category: 'moon_tax', amountMinor: -500n }))
    expect(plan.suspense).toEqual(['unknown_category'])
    expect(plan.postings).toEqual([
      { debit: 'suspense:unknown_category', credit: platform, amountMinor: 500n, currency: 'eur' },
    ])
    const odd = movement({ category: 'charge', amountMinor: 100n, feeMinor: 10n, netMinor: 91n, feeDetails: [] })
    expect(postingsFromBalanceTransaction(odd).suspense).toEqual(['fee_not_itemised', 'net_does_not_add_up'])
    const feeDetails = [{ type: 'moon_fee', amountMinor: 10n, currency: 'eur' }]
    const newFee = movement({ category: 'charge', amountMinor: 100n, feeMinor: 10n, feeDetails })
    expect(postingsFromBalanceTransaction(newFee).suspense).toEqual(['unknown_fee_type'])
  })

  test.each(Object.keys(categories))('%s has an account of its own, in both directions', (category) => {
    for (const amountMinor of [700n, -700n]) {
      const plan = postingsFromBalanceTransaction(movement({ category, amountMinor, sellerId: 'acct_s' }))
      expect(plan.suspense).toEqual([])
      expect(plan.postings).toHaveLength(1)
      expect(JSON.stringify(plan.postings[0], (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain('suspense')
    }
  })

  test('all 37 published categories are on the table', () => {
    expect(Object.keys(categories)).toHaveLength(37)
  })
})

describe('worked examples', () => {
  test('a sale of 100.00 with a fee of 3.20 and tax on it', () => {
    const feeDetails = [
      { type: 'stripe_fee', amountMinor: 269n, currency: 'eur' },
      { type: 'tax', amountMinor: 51n, currency: 'eur' },
    ]
    expect(lines({ category: 'charge', amountMinor: 10_000n, feeMinor: 320n, feeDetails })).toEqual([
      `${platform} ← customer_payments:separate 10000 eur`,
      `stripe_fees:platform ← ${platform} 269 eur`,
      `taxes_on_fees:platform ← ${platform} 51 eur`,
    ])
  })

  test('a dispute of 30.00 takes its fee of 15.00 in the same row', () => {
    expect(lines({ category: 'dispute', amountMinor: -3000n, feeMinor: 1500n })).toEqual([
      `disputes:platform ← ${platform} 3000 eur`,
      `stripe_fees:platform ← ${platform} 1500 eur`,
    ])
  })

  test('ten euros that settle as 10.84 dollars meet in FX clearing', () => {
    const source = sourceObject({ id: 'ch_1', objectType: 'charge', amountMinor: 1000n, currency: 'eur' })
    const given = { category: 'charge', amountMinor: 1084n, currency: 'usd', feeDetails: [], source }
    expect(lines(given)).toEqual([
      'fx_clearing ← customer_payments:separate 1000 eur',
      `${platform} ← fx_clearing 1084 usd`,
    ])
  })

  test('the part that was not captured goes back in the currency of the customer', () => {
    const source = sourceObject({
      id: 'ch_1',
      objectType: 'charge',
      amountMinor: 1000n,
      capturedMinor: 700n,
      currency: 'eur',
    })
    const given = { category: 'partial_capture_reversal', amountMinor: -325n, currency: 'usd', source }
    expect(lines(given)).toEqual([
      'customer_payments:separate ← fx_clearing 300 eur',
      `fx_clearing ← ${platform} 325 usd`,
    ])
  })

  test('a transfer settles what is owed to the seller; on his side it is no sale', () => {
    expect(lines({ category: 'transfer', amountMinor: -9000n, sellerId: 'acct_s' })).toEqual([
      `seller_payable:acct_s ← ${platform} 9000 eur`,
    ])
    const seller = { accountId: 'acct_s', isPlatform: false, chargeType: 'seller_side' } as const
    expect(lines({ ...seller, category: 'charge', amountMinor: 9000n })).toEqual([
      'stripe:acct_s:payments ← transfers_received:acct_s 9000 eur',
    ])
    expect(lines({ ...seller, category: 'refund', amountMinor: -9000n })).toEqual([
      'transfers_received:acct_s ← stripe:acct_s:payments 9000 eur',
    ])
  })

  test('a payout that fails after it was paid comes back whole', () => {
    expect(lines({ category: 'payout', amountMinor: -5000n })).toEqual([
      `payouts_in_transit:acct_platform ← ${platform} 5000 eur`,
    ])
    expect(lines({ category: 'payout_reversal', amountMinor: 5000n })).toEqual([
      `${platform} ← payouts_in_transit:acct_platform 5000 eur`,
    ])
  })
})
