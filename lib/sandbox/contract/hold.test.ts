import { beforeAll, describe, expect, test } from 'vitest'
import { hold } from './hold'
import type { Shape } from './shape'
import { servedShapes } from './shapes-from-types'

const reversal = {
  id: 'trr_1',
  object: 'transfer_reversal',
  amount: 100,
  balance_transaction: 'txn_1',
  created: 1_780_000_000,
  currency: 'usd',
  destination_payment_refund: null,
  metadata: { order: 'A-1' },
  source_refund: 're_1',
  transfer: 'tr_1',
}
const transaction = {
  id: 'txn_1',
  object: 'balance_transaction',
  amount: 100,
  available_on: 1_780_000_000,
  balance_type: 'payments',
  created: 1_780_000_000,
  currency: 'usd',
  description: null,
  exchange_rate: null,
  fee: 0,
  fee_details: [{ amount: 0, application: null, currency: 'usd', description: null, type: 'stripe_fee' }],
  net: 100,
  reporting_category: 'charge',
  source: 'ch_1',
  status: 'available',
  type: 'charge',
}

let shapes: Map<string, Shape>
beforeAll(() => {
  shapes = servedShapes()
}, 60_000)

const paths = (name: string, value: unknown) => hold(value, shapes.get(name)!).map((mismatch) => mismatch.path)

describe('an object as Stripe declares it', () => {
  test('passes', () => {
    expect(hold(reversal, shapes.get('transfer_reversal')!)).toEqual([])
    expect(hold(transaction, shapes.get('balance_transaction')!)).toEqual([])
  })

  test('passes with a reference expanded into the object it names', () => {
    expect(hold({ ...reversal, balance_transaction: transaction }, shapes.get('transfer_reversal')!)).toEqual([])
  })
})

describe('a wrong field is found', () => {
  test.each([
    ['missing', { transfer: undefined }, 'transfer'],
    ['undeclared', { colour: 'red' }, 'colour'],
    ['mistyped', { amount: '100' }, 'amount'],
    ['null where null is not allowed', { currency: null }, 'currency'],
    ['another object name', { object: 'transfer' }, 'object'],
    ['a reference that is no id', { transfer: 'the first transfer' }, 'transfer'],
    ['metadata that is no text', { metadata: { order: 7 } }, 'metadata'],
  ])('%s', (_, change, path) => {
    const changed = JSON.parse(JSON.stringify({ ...reversal, ...change }))
    expect(paths('transfer_reversal', changed).join()).toContain(path)
  })

  test('an enum value that the package does not know', () => {
    expect(paths('balance_transaction', { ...transaction, type: 'moon_rent' })).toEqual(['type'])
    expect(paths('balance_transaction', { ...transaction, balance_type: 'moon' })).toEqual(['balance_type'])
  })

  test('deep inside lists and expanded objects', () => {
    const fees = [{ ...transaction.fee_details[0], amount: null }]
    expect(paths('balance_transaction', { ...transaction, fee_details: fees })).toEqual(['fee_details[].amount'])
    const expanded = { ...reversal, balance_transaction: { ...transaction, net: '1' } }
    expect(paths('transfer_reversal', expanded)).toEqual(['balance_transaction.net'])
  })

  test('an event whose object is not what its type promises', () => {
    const event = {
      id: 'evt_1',
      object: 'event',
      api_version: null,
      created: 1,
      livemode: false,
      pending_webhooks: 0,
      request: null,
    }
    const told = { ...event, type: 'payout.paid', data: { object: { id: 'po_1', object: 'payout' } } }
    expect(paths('event', told)).toContain('data.object.amount')
  })
})
