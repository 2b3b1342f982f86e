import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor'
import { shippedLimits } from '../limits/limits'
import { type Act, acts, isRepair, noParticulars, type ResolvableItem } from './act'
import { actsFor } from './acts-for'
import { canPropose, checkParticulars } from './can-propose'
import { canUndo, undoWords } from './can-undo'
import { elsewhereFor } from './elsewhere'
import { item, noon, row, transfer, user } from './testing/items'

const said = (result: { ok: boolean; reason?: string; value?: unknown }) => (result.ok ? result.value : result.reason)

describe('what may be proposed', () => {
  test.each<[string, ResolvableItem, Actor, Act, string]>([
    ['money at Stripe always takes four eyes', transfer(1n), user('admin'), 'reverse_transfer', 'second_person'],
    ['who only reads does nothing', transfer(1n), user('executive'), 'write_off', 'not_permitted'],
    ['compliance decides, and does not ask', transfer(1n), user('compliance'), 'write_off', 'not_permitted'],
    ['a resolved one stays', transfer(1n, { state: 'resolved' }), user('analyst'), 'write_off', 'already_resolved'],
    ['an explained one too', transfer(1n, { state: 'closed' }), user('analyst'), 'write_off', 'already_closed'],
    ['a waiting one waits', transfer(1n, { state: 'waiting' }), user('analyst'), 'write_off', 'still_waiting'],
    ['a transfer is no fee', transfer(1n), user('analyst'), 'refund_application_fee', 'wrong_act'],
  ])('%s', (_, about, actor, act, expected) => {
    expect(said(canPropose(about, actor, act, [], shippedLimits))).toBe(expected)
  })

  test('what stands is not done twice; what Stripe refused, and what only waited, may be followed by another act', () => {
    const ask = (act: Act, hasFailed = false) =>
      said(canPropose(transfer(5n), user('analyst'), 'write_off', [{ act, hasFailed }], shippedLimits))
    expect([ask('write_off'), ask('reverse_transfer')]).toEqual(['act_stands', 'act_stands'])
    expect([ask('reverse_transfer', true), ask('wait_until'), ask('not_ours')]).toEqual(Array(3).fill('at_once'))
  })

  test.each<[string, ResolvableItem, Act[]]>([
    [
      'what the books lack',
      item('MISSING_IN_BOOKS', 'books_only', 5n, [row('stripe', 'sale', 5n)]),
      ['book_missing_entry', 'wait_until', 'not_ours'],
    ],
    [
      'an entry without money',
      item('MISSING_IN_STRIPE', 'books_only', 5n, [row('books', 'sale', 5n)]),
      ['link_by_hand', 'split_by_hand', 'mark_duplicate', 'write_off', 'wait_until', 'not_ours'],
    ],
    [
      'a payout whose items do not add up has no entry to correct',
      item('AMOUNT_MISMATCH', 'unknown', 5n, [row('stripe', 'payout', 5n)]),
      ['wait_until', 'not_ours'],
    ],
    [
      'a customer charged twice is no entry to take out',
      item('DUPLICATE', 'platform_owes_customer', 5n, [row('stripe', 'sale', 5n)]),
      ['wait_until', 'not_ours'],
    ],
    [
      'a fee that the platform owes back is paid, not written off',
      item('APP_FEE_NOT_REFUNDED', 'platform_owes_seller', 5n, [], { objectId: 'fee_1' }),
      ['refund_application_fee', 'wait_until'],
    ],
    [
      'a dispute that nobody booked',
      item('DISPUTE_UNBOOKED', 'books_only', 5n, [row('stripe', 'dispute', 5n)], { objectId: 'du_1' }),
      ['book_missing_entry', 'wait_until', 'not_ours'],
    ],
    [
      'a seller who got more than the share',
      item('OVER_TRANSFERRED', 'seller_owes_platform', 5n, [row('stripe', 'transfer', 5n)], { objectId: 'tr_1' }),
      ['reverse_transfer', 'debit_seller', 'write_off', 'wait_until'],
    ],
    [
      'a fee that was too small is not given back: the seller is debited',
      item('FEE_VARIANCE', 'seller_owes_platform', 5n, [], { objectId: 'fee_1' }),
      ['debit_seller', 'write_off', 'wait_until'],
    ],
    [
      'nobody is debited who has left',
      item('FEE_VARIANCE', 'seller_owes_platform', 5n, [], { objectId: 'fee_1', sellerHasLeft: true }),
      ['write_off', 'wait_until'],
    ],
  ])('%s', (_, about, expected) => {
    expect(actsFor(about)).toEqual(expected)
  })

  test('a day is chosen ahead and within a year; links and splits name objects', () => {
    const wait = (until: Date | null) => said(checkParticulars('wait_until', { ...noParticulars, until }, noon))
    expect([
      wait(null),
      wait(noon),
      wait(new Date('2028-01-01T00:00:00Z')),
      wait(new Date('2026-11-02T00:00:00Z')),
    ]).toEqual(['day_missing', 'day_past', 'day_too_far', undefined])
    const split = (objectIds: string[]) =>
      said(checkParticulars('split_by_hand', { ...noParticulars, objectIds }, noon))
    expect([split(['re_1']), split(['re_1', 're_2'])]).toEqual(['object_missing', undefined])
    expect(said(checkParticulars('link_by_hand', { ...noParticulars, objectIds: ['a', 'b'] }, noon))).toBe(
      'too_many_objects',
    )
    expect(said(checkParticulars('not_ours', noParticulars, noon))).toBeUndefined()
  })
})

test('what cannot be sent from here is said, with what would settle it, and is not offered as an act', () => {
  const missing = item('TRANSFER_MISSING', 'platform_owes_seller', 5n, [row('stripe', 'sale', 5n)])
  expect([elsewhereFor(missing), actsFor(missing)]).toEqual([
    expect.stringContaining('make it at Stripe'),
    ['wait_until'],
  ])
  const owed = item('RETRANSFER_OWED', 'platform_owes_seller', 5n, [row('stripe', 'transfer', 5n)])
  expect([elsewhereFor(owed), actsFor(owed)]).toEqual([null, ['create_transfer', 'wait_until']])
  const gone = { ...owed, sellerHasLeft: true }
  expect([elsewhereFor(gone), actsFor(gone)]).toEqual([expect.stringContaining('another way'), ['wait_until']])
  const unnamed = { ...owed, sellerId: null }
  expect([elsewhereFor(unnamed), actsFor(unnamed)]).toEqual([
    expect.stringContaining('names no seller'),
    ['wait_until'],
  ])
  expect(elsewhereFor(item('DUPLICATE', 'platform_owes_customer', 5n))).toContain('give the customer the money')
  expect(elsewhereFor(item('DUPLICATE', 'books_only', 5n))).toBeNull()
  expect(elsewhereFor(item('NEGATIVE_BALANCE', 'seller_owes_platform', 5n))).toContain('cannot be debited')
})

describe('undo', () => {
  test.each<[Act, 'open' | 'waiting' | 'resolved' | 'closed', boolean, string]>([
    ['write_off', 'resolved', false, 'ok'],
    ['book_missing_entry', 'closed', false, 'ok'],
    ['link_by_hand', 'open', false, 'ok'],
    ['write_off', 'resolved', true, 'undone_already'],
    ['wait_until', 'waiting', false, 'ok'],
    ['wait_until', 'open', false, 'nothing_left'],
    ['not_ours', 'open', false, 'nothing_left'],
    ['reverse_transfer', 'open', false, 'left_the_house'],
    ['refund_application_fee', 'closed', false, 'left_the_house'],
    ['create_transfer', 'closed', false, 'left_the_house'],
    ['create_refund', 'open', false, 'left_the_house'],
  ])('%s while it is %s (undone: %s): %s', (act, state, isUndone, expected) => {
    const verdict = canUndo({ act, state, isUndone }, user('analyst'))
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected)
    expect(canUndo({ act, state, isUndone }, user('support'))).toMatchObject({ reason: 'not_permitted' })
  })

  test('every act says how it is undone, or that it cannot be', () => {
    for (const act of acts) expect(undoWords[act].startsWith(isRepair(act) ? 'Cannot be undone' : 'Undo')).toBe(true)
  })
})
