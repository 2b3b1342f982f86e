import { describe, expect, test } from 'vitest'
import type { RawObject } from '@/lib/domain/provider/facts'
import { factsFromBalanceTransaction } from './facts-from-balance-transaction'
import { factsFromEvent } from './facts-from-event'
import { stateFrom } from './facts-from-object'
import type { Reading } from './reading'

const platform: Reading = { livemode: false, accountId: 'acct_platform', isPlatform: true, observedAt: new Date(1000) }
const seller: Reading = { livemode: false, accountId: 'acct_seller', isPlatform: false, observedAt: new Date(1000) }

const charge = (more: RawObject = {}): RawObject => ({
  id: 'ch_1',
  object: 'charge',
  amount: 10000,
  amount_captured: 10000,
  currency: 'eur',
  created: 1_790_000_000,
  status: 'succeeded',
  balance_transaction: 'txn_1',
  metadata: { order_reference: 'order-7' },
  ...more,
})

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

describe('a balance transaction', () => {
  test('becomes a row keyed by what moved the money, the state of its source, and a leg', () => {
    const { transaction: row, object, legs } = factsFromBalanceTransaction(transaction(charge()), platform)
    expect(row).toMatchObject({
      moneyKey: 'stripe:ch_1',
      id: 'txn_1',
      sourceId: 'ch_1',
      amountMinor: 10000n,
      feeMinor: 320n,
      netMinor: 9680n,
    })
    expect(row.raw.source).toBe('ch_1')
    expect(object).toMatchObject({ moneyKey: 'stripe:ch_1', objectType: 'charge', status: 'succeeded' })
    expect(legs[0]).toMatchObject({
      kind: 'sale',
      amountMinor: 10000n,
      settled: true,
      orderReference: 'order-7',
      sellerId: null,
    })
  })

  test('without a source is keyed by itself and is no leg', () => {
    const facts = factsFromBalanceTransaction(transaction(null, { reporting_category: 'network_cost' }), platform)
    expect(facts.transaction.moneyKey).toBe('stripe:txn_1')
    expect([facts.object, facts.legs]).toEqual([null, []])
  })

  test('of a category that nobody has seen is stored with its source and claims no leg', () => {
    const facts = factsFromBalanceTransaction(
      transaction({ id: 'xx_1', object: 'novelty' }, { reporting_category: 'novelty' }),
      platform,
    )
    expect(facts.transaction.reportingCategory).toBe('novelty')
    expect(facts.object).toMatchObject({ id: 'xx_1', objectType: 'novelty' })
    expect(facts.legs).toEqual([])
  })

  test('whose net is not amount less fee is not understood', () => {
    expect(() => factsFromBalanceTransaction(transaction(null, { net: 9681 }), platform)).toThrow(
      'net is not amount less fee',
    )
  })

  test('of a payout that came back is a leg beside the payout itself, dated by its return', () => {
    const payout = {
      id: 'po_1',
      object: 'payout',
      amount: 5000,
      currency: 'eur',
      created: 1_790_000_000,
      balance_transaction: 'txn_0',
    }
    const back = { reporting_category: 'payout_reversal', type: 'payout_failure', created: 1_790_400_000 }
    expect(factsFromBalanceTransaction(transaction(payout, back), seller).legs[0]).toMatchObject({
      kind: 'payout_failure',
      amountMinor: 5000n,
      created: new Date(1_790_400_000_000),
    })
  })
})

describe('a sale', () => {
  test('of which only a part was captured is worth that part', () => {
    const facts = factsFromBalanceTransaction(transaction(charge({ amount_captured: 6000 })), platform)
    expect(facts.legs[0]?.amountMinor).toBe(6000n)
  })

  test('belongs to its seller: the account of a direct charge, the destination of a destination charge', () => {
    expect(stateFrom(charge(), seller).legs[0]?.sellerId).toBe('acct_seller')
    expect(stateFrom(charge({ transfer_data: { destination: 'acct_9' } }), platform).legs[0]?.sellerId).toBe('acct_9')
  })

  test("is not the seller's side of a transfer", () => {
    expect(stateFrom(charge({ id: 'py_1', source_transfer: 'tr_1' }), seller).legs).toEqual([])
    expect(stateFrom({ ...refund, source_transfer_reversal: 'trr_1' }, seller).legs).toEqual([])
  })

  test('whose money has not reached the balance waits with its whole amount; one that failed is taken back', () => {
    const waiting = charge({ balance_transaction: null, captured: true, status: 'pending' })
    expect(stateFrom(waiting, platform).legs[0]).toMatchObject({ settled: false, amountMinor: 10000n, void: false })
    expect(stateFrom({ ...waiting, status: 'failed' }, platform).legs[0]).toMatchObject({ settled: false, void: true })
  })

  test('that is only authorised is none yet; captured in part it is worth that part', () => {
    const authorised = charge({ balance_transaction: null, captured: false, amount_captured: 0 })
    expect(stateFrom(authorised, platform).legs[0]).toMatchObject({ settled: false, void: true })
    const captured = charge({ captured: true, amount_captured: 6000 })
    expect(stateFrom(captured, platform).legs[0]).toMatchObject({ settled: true, amountMinor: 6000n, void: false })
  })
})

const refund: RawObject = {
  id: 're_1',
  object: 'refund',
  amount: 1,
  currency: 'eur',
  created: 1,
  charge: 'ch_1',
  balance_transaction: 'txn_2',
}

test('a refund that moved no money, as of an authorisation that was let go, is no leg that stands', () => {
  expect(stateFrom(refund, platform).legs[0]).toMatchObject({ settled: true, void: false })
  expect(stateFrom({ ...refund, balance_transaction: null }, platform).legs[0]).toMatchObject({ void: true })
})

describe('family ties and sellers', () => {
  const base = { amount: 100, currency: 'eur', created: 1, balance_transaction: 'txn_1' }
  test.each([
    [refund, 'ch_1', null],
    [
      {
        ...base,
        id: 'fee_1',
        object: 'application_fee',
        account: 'acct_9',
        charge: 'py_1',
        originating_transaction: 'ch_1',
      },
      'ch_1',
      'acct_9',
    ],
    [
      {
        ...base,
        id: 'fee_2',
        object: 'application_fee',
        account: 'acct_9',
        charge: 'ch_2',
        originating_transaction: null,
      },
      'ch_2',
      'acct_9',
    ],
    [{ ...base, id: 'fr_1', object: 'fee_refund', fee: 'fee_1' }, 'fee_1', null],
    [{ ...base, id: 'tr_1', object: 'transfer', destination: 'acct_9', source_transaction: 'ch_1' }, 'ch_1', 'acct_9'],
    [{ ...base, id: 'trr_1', object: 'transfer_reversal', transfer: { id: 'tr_1' } }, 'tr_1', null],
  ])('%o', (raw, parentId, sellerId) => {
    const { object, legs } = stateFrom(raw, platform)
    expect(object.parentId).toBe(parentId)
    expect(legs[0]).toMatchObject({ parentId, sellerId, settled: true })
  })

  test('a dispute hangs on its charge; while it has moved no money it is expected in no book', () => {
    const { object, legs } = stateFrom(
      { ...base, id: 'du_1', object: 'dispute', charge: 'ch_1', status: 'needs_response' },
      platform,
    )
    expect(object).toMatchObject({ parentId: 'ch_1', status: 'needs_response' })
    expect(legs).toEqual([])
  })
})

test("a connected account's event belongs to that account, the platform's own to the platform", () => {
  const event = {
    id: 'evt_1',
    object: 'event',
    type: 'charge.updated',
    created: 1,
    livemode: false,
    data: { object: charge() },
  }
  expect(factsFromEvent({ ...event, account: 'acct_seller' }, 'acct_platform').accountId).toBe('acct_seller')
  expect(factsFromEvent(event, 'acct_platform')).toMatchObject({
    accountId: 'acct_platform',
    objectType: 'charge',
    objectId: 'ch_1',
  })
})
