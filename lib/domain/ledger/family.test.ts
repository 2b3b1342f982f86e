import { describe, expect, test } from 'vitest'
import { movementFrom } from './family'
import type { SourceObject } from './movement'
import { facts, sourceObject } from './testing/movements'

const charge = sourceObject({ id: 'ch_1', objectType: 'charge', amountMinor: 1000n, currency: 'eur' })
const toSeller = { ...charge, id: 'ch_2', destination: 'acct_s' }
const transfer = sourceObject({
  id: 'tr_1',
  objectType: 'transfer',
  amountMinor: 900n,
  currency: 'eur',
  parentId: 'ch_1',
  destination: 'acct_t',
})
const reversal = sourceObject({ id: 'trr_1', objectType: 'transfer_reversal', parentId: 'tr_1', currency: 'eur' })
const refund = sourceObject({ id: 're_1', objectType: 'refund', parentId: 'ch_2', amountMinor: 500n, currency: 'eur' })
const platformFee = sourceObject({
  id: 'fee_1',
  objectType: 'application_fee',
  parentId: 'ch_2',
  viaPlatformCharge: true,
  currency: 'eur',
})
const directFee = { ...platformFee, id: 'fee_2', parentId: 'ch_of_seller', viaPlatformCharge: false }
const feeRefund = sourceObject({ id: 'fr_1', objectType: 'fee_refund', parentId: 'fee_1', currency: 'eur' })

function known(...objects: SourceObject[]) {
  const byId = new Map(objects.map((object) => [object.id, object]))
  return (id: string) => byId.get(id)
}

describe('who a movement belongs to', () => {
  test.each([
    ['charge', charge, 'separate', null],
    ['charge', toSeller, 'destination', 'acct_s'],
    ['refund', refund, 'destination', 'acct_s'],
    ['transfer', transfer, 'separate', 'acct_t'],
    ['transfer_reversal', reversal, 'separate', 'acct_t'],
    ['platform_earning', platformFee, 'destination', 'acct_s'],
    ['platform_earning', directFee, 'direct', null],
    ['platform_earning_refund', feeRefund, 'destination', 'acct_s'],
  ] as const)('%s of %o', (category, source, chargeType, sellerId) => {
    const result = movementFrom(facts({ category, source }), known(charge, toSeller, transfer, platformFee, directFee))
    expect(result.ok && [result.value.chargeType, result.value.sellerId]).toEqual([chargeType, sellerId])
  })

  test('on a seller’s account a customer’s payment is direct, and a transfer’s half is not a sale', () => {
    const seller = { accountId: 'acct_s', isPlatform: false }
    const direct = movementFrom(facts({ ...seller, category: 'charge', source: charge }), known())
    expect(direct.ok && direct.value.chargeType).toBe('direct')
    const half = { ...charge, id: 'py_1', sellerSide: true }
    const received = movementFrom(facts({ ...seller, category: 'charge', source: half }), known())
    expect(received.ok && received.value.chargeType).toBe('seller_side')
    const taken = { ...refund, id: 'pyr_1', parentId: 'py_1' }
    const back = movementFrom(facts({ ...seller, category: 'refund', source: taken }), known(half))
    expect(back.ok && back.value.chargeType).toBe('seller_side')
  })
})

describe('a family that is not complete', () => {
  test.each([
    [refund, 'refund', known(), 'ch_2'],
    [reversal, 'transfer_reversal', known(), 'tr_1'],
    [reversal, 'transfer_reversal', known(transfer), 'ch_1'],
    [feeRefund, 'platform_earning_refund', known(platformFee), 'ch_2'],
  ] as const)('%o waits for %4$s', (source, category, find, parentId) => {
    expect(movementFrom(facts({ category, source }), find)).toEqual({ ok: false, reason: 'awaits_parent', parentId })
  })

  test('a transfer in dollars waits until its euro charge is booked at a rate', () => {
    const source = { ...transfer, currency: 'usd' }
    const given = facts({ category: 'transfer', source, currency: 'usd' })
    expect(movementFrom(given, known(charge))).toEqual({ ok: false, reason: 'awaits_parent', parentId: 'ch_1' })
    const booked = { ...charge, settled: { amountMinor: 1084n, currency: 'usd' } }
    expect(movementFrom(given, known(booked)).ok).toBe(true)
  })

  test.each([
    ['dispute', sourceObject({ id: 'du_1', objectType: 'dispute', parentId: 'ch_1', currency: 'eur' })],
    ['refund_failure', { ...refund, parentId: 'ch_1' }],
    ['charge_failure', charge],
  ] as const)('a %s in dollars waits until the euro charge that it undoes is booked at a rate', (category, source) => {
    const given = facts({ category, source, currency: 'usd' })
    expect(movementFrom(given, known(charge))).toEqual({ ok: false, reason: 'awaits_parent', parentId: 'ch_1' })
    const booked = { ...charge, settled: { amountMinor: 1084n, currency: 'usd' } }
    const tied = movementFrom(given, known(booked))
    expect(tied.ok && tied.value.undoes).toEqual(booked)
    const late = movementFrom(given, known(), true)
    expect(late.ok && late.value.undoes).toBeNull()
  })

  test('where nothing earlier will come it is posted, and says that it belongs to nobody', () => {
    const result = movementFrom(facts({ category: 'transfer_reversal', source: reversal }), known(), true)
    expect(result.ok && [result.value.chargeType, result.value.sellerId]).toEqual(['unattributed', null])
  })

  test('a dispute waits for nobody, and a circle ends', () => {
    const dispute = sourceObject({ id: 'dp_1', objectType: 'dispute', parentId: 'ch_9' })
    expect(movementFrom(facts({ category: 'dispute', source: dispute }), known()).ok).toBe(true)
    const circle = { ...refund, parentId: 're_1' }
    expect(movementFrom(facts({ category: 'refund', source: circle }), known(circle)).ok).toBe(true)
  })
})
