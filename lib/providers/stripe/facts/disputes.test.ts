import { describe, expect, test } from 'vitest'
import type { RawObject } from '@/lib/domain/provider/facts'
import { factsFromBalanceTransaction } from './facts-from-balance-transaction'
import { stateFrom } from './facts-from-object'
import type { Reading } from './reading'

const platform: Reading = { livemode: false, accountId: 'acct_platform', isPlatform: true, observedAt: new Date(1000) }
const seller: Reading = { ...platform, accountId: 'acct_seller', isPlatform: false }

const transaction = (source: unknown, more: RawObject = {}): RawObject => ({
  id: 'txn_1',
  object: 'balance_transaction',
  amount: 10000,
  fee: 320,
  net: 9680,
  currency: 'eur',
  type: 'charge',
  reporting_category: 'charge',
  balance_type: 'payments',
  exchange_rate: null,
  created: 1_790_000_000,
  available_on: 1_790_500_000,
  status: 'pending',
  source,
  ...more,
})

describe('money that was given away and came back', () => {
  const base = { amount: 5000, currency: 'eur', created: 1_790_000_000, charge: 'ch_1' }
  const dispute = { ...base, id: 'du_1', object: 'dispute', status: 'under_review' }
  const taken = { id: 'txn_d', reporting_category: 'dispute', amount: -5500, fee: 1500, net: -7000, currency: 'usd' }
  const back = { id: 'txn_w', reporting_category: 'dispute_reversal', amount: 5500, fee: 0, net: 5500, currency: 'usd' }
  const dated = (row: RawObject, created: number) => ({ ...row, created })
  const told = (legs: readonly { kind: string; amountMinor: bigint; currency: string; created: Date }[]) =>
    legs.map((l) => `${l.kind} ${l.amountMinor} ${l.currency} ${l.created.getTime() / 1000}`)

  test('a refund that failed is a leg beside the refund itself, dated by its return', () => {
    const failed = { ...base, id: 're_1', object: 'refund', status: 'failed', balance_transaction: 'txn_0' }
    const row = transaction(failed, { reporting_category: 'refund_failure', created: 1_790_400_000 })
    const { legs } = factsFromBalanceTransaction(row, platform)
    expect(told(legs)).toEqual(['refund_failure 5000 eur 1790400000'])
    expect(legs[0]).toMatchObject({ objectId: 're_1', parentId: 'ch_1', settled: true, void: false })
  })

  test('a withdrawal is the dispute and its fee: the one in the dispute’s money, the other in the account’s', () => {
    const row = transaction(dispute, dated(taken, 1_790_000_050))
    const { legs, object } = factsFromBalanceTransaction(row, platform)
    expect(told(legs)).toEqual(['dispute 5000 eur 1790000000', 'dispute_fee 1500 usd 1790000000'])
    expect(object).toMatchObject({ id: 'du_1', status: 'under_review' })
    const free = transaction(dispute, { ...dated(taken, 1_790_000_050), fee: 0, net: -5500 })
    expect(told(factsFromBalanceTransaction(free, platform).legs)).toEqual(['dispute 5000 eur 1790000000'])
  })

  test('a return is dated by its own transaction, on the account where it was booked', () => {
    const { legs } = factsFromBalanceTransaction(transaction(dispute, dated(back, 1_790_900_000)), seller)
    expect(told(legs)).toEqual(['dispute_reversal 5000 eur 1790900000'])
    expect(legs[0]).toMatchObject({ accountId: 'acct_seller', sellerId: 'acct_seller' })
  })

  test('the dispute itself says the same as its transactions', () => {
    const listed = { ...dispute, balance_transactions: [dated(taken, 1_790_000_050), dated(back, 1_790_900_000)] }
    expect(told(stateFrom(listed, platform).legs)).toEqual([
      'dispute 5000 eur 1790000000',
      'dispute_fee 1500 usd 1790000000',
      'dispute_reversal 5000 eur 1790900000',
    ])
  })
})
