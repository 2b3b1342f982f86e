import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import { roles } from '../access/actor'
import { accountDeltas, reverse } from '../ledger/posting'
import type { Direction, EvidenceRow, FindingKind } from '../reconciliation/finding'
import { directions, findingKinds } from '../reconciliation/finding'
import { type Act, acts, isRepair, noParticulars, type ResolvableItem } from './act'
import { actsFor } from './acts-for'
import { canPropose, checkParticulars } from './can-propose'
import { canUndo, undoWords } from './can-undo'
import { effectOf } from './effect'
import { writeOffPosting } from './write-off'
import { type WriteOffPolicy, writeOffLimit } from './write-off-policy'

const noon = new Date('2026-10-31T12:00:00Z')
const user = (role: Role): Actor => ({ kind: 'user', id: 'ana', role, marketplaceId: 'm' })
const row = (side: 'stripe' | 'books', kind: string, minor: bigint): EvidenceRow => ({
  side,
  id: side === 'stripe' ? 'ch_1' : 'S-1',
  kind,
  account: 'acct_platform',
  amountMinor: minor.toString(),
  currency: 'usd',
  at: noon.toISOString(),
})

function item(
  kind: FindingKind,
  direction: Direction,
  amountMinor: bigint,
  rows: EvidenceRow[] = [],
  over: Partial<ResolvableItem> = {},
): ResolvableItem {
  const place = { objectId: 'ch_1', accountId: 'acct_platform', sellerId: 'acct_s', currency: 'usd' }
  const facts = { id: 'ex_1', number: 7n, state: 'open' as const, version: 1, assigneeId: null }
  return { ...facts, ...place, kind, direction, amountMinor, evidence: { rows }, ...over }
}
const transfer = (minor: bigint, over: Partial<ResolvableItem> = {}) =>
  item('TRANSFER_NOT_REVERSED', 'seller_owes_platform', minor, [row('stripe', 'transfer', minor)], {
    objectId: 'tr_1',
    ...over,
  })
const said = (result: { ok: boolean; reason?: string; value?: unknown }) => (result.ok ? result.value : result.reason)

describe('what a role may write off alone', () => {
  test.each<[Role, string, bigint]>([
    ['analyst', 'usd', 100_00n],
    ['admin', 'usd', 1_000_00n],
    ['analyst', 'jpy', 15_000n],
    ['admin', 'kwd', 1_000_000n],
    ['compliance', 'usd', 0n],
    ['executive', 'eur', 0n],
    ['analyst', 'zzz', 0n],
  ])('%s in %s: %d minor units', (role, currency, limit) => {
    expect(writeOffLimit(role, currency, noon)).toBe(limit)
  })

  test('the policy in force on the day counts, and a house’s own limit for a currency goes before the general one', () => {
    const policy = (version: string, from: string, upTo: bigint): WriteOffPolicy => ({
      version,
      from: new Date(from),
      upToDollars: { analyst: upTo },
      upToMajor: new Map([['chf', { analyst: 7n }]]),
    })
    const both = [policy('b', '2026-06-01T00:00:00Z', 20n), policy('a', '2026-01-01T00:00:00Z', 10n)]
    expect(writeOffLimit('analyst', 'usd', new Date('2026-05-31T23:59:59Z'), both)).toBe(10_00n)
    expect(writeOffLimit('analyst', 'usd', new Date('2026-06-01T00:00:00Z'), both)).toBe(20_00n)
    expect(writeOffLimit('analyst', 'chf', noon, both)).toBe(7_00n)
    expect(writeOffLimit('analyst', 'usd', new Date('2025-12-31T00:00:00Z'), both)).toBe(0n)
  })

  test('at the limit it is done at once, a minor unit above it takes a second person', () => {
    const ask = (minor: bigint, role: Role) => said(canPropose(transfer(minor), user(role), 'write_off', [], noon))
    expect([ask(100_00n, 'analyst'), ask(100_01n, 'analyst')]).toEqual(['at_once', 'second_person'])
    expect([ask(1_000_00n, 'admin'), ask(1_000_01n, 'admin')]).toEqual(['at_once', 'second_person'])
  })
})

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
    expect(said(canPropose(about, actor, act, [], noon))).toBe(expected)
  })

  test('what stands is not done twice; what Stripe refused, and what only waited, may be followed by another act', () => {
    const ask = (act: Act, hasFailed = false) =>
      said(canPropose(transfer(5n), user('analyst'), 'write_off', [{ act, hasFailed }], noon))
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
      'a fee that was too small is not given back',
      item('FEE_VARIANCE', 'seller_owes_platform', 5n, [], { objectId: 'fee_1' }),
      ['write_off', 'wait_until'],
    ],
  ])('%s', (_, about, expected) => {
    expect(actsFor(about)).toEqual(expected)
  })

  test('a day is chosen ahead and within a year; links and splits name objects', () => {
    const wait = (until: Date | null) => said(checkParticulars('wait_until', { objectIds: [], until }, noon))
    expect([
      wait(null),
      wait(noon),
      wait(new Date('2028-01-01T00:00:00Z')),
      wait(new Date('2026-11-02T00:00:00Z')),
    ]).toEqual(['day_missing', 'day_past', 'day_too_far', undefined])
    const split = (objectIds: string[]) => said(checkParticulars('split_by_hand', { objectIds, until: null }, noon))
    expect([split(['re_1']), split(['re_1', 're_2'])]).toEqual(['object_missing', undefined])
    expect(said(checkParticulars('link_by_hand', { objectIds: ['a', 'b'], until: null }, noon))).toBe(
      'too_many_objects',
    )
    expect(said(checkParticulars('not_ours', noParticulars, noon))).toBeUndefined()
  })
})

describe('a write-off', () => {
  test.each<[string, ResolvableItem, [string, string] | null]>([
    ['a transfer stands with the seller', transfer(9n), ['write_offs:transfer_not_reversed', 'seller_payable:acct_s']],
    [
      'a sale that never came is a loss',
      item('MISSING_IN_STRIPE', 'books_only', 9n, [row('books', 'sale', 9n)]),
      ['write_offs:missing_in_stripe', 'book_differences:acct_platform'],
    ],
    [
      'a refund that never left is a gain',
      item('MISSING_IN_STRIPE', 'platform_owes_customer', 9n, [row('books', 'refund', 9n)]),
      ['book_differences:acct_platform', 'write_offs:missing_in_stripe'],
    ],
    [
      'more came than the books say',
      item('AMOUNT_MISMATCH', 'books_only', 9n, [row('stripe', 'sale', 109n), row('books', 'sale', 100n)]),
      ['book_differences:acct_platform', 'write_offs:amount_mismatch'],
    ],
    ['what is owed to a seller is not written off', item('FEE_VARIANCE', 'platform_owes_seller', 9n), null],
  ])('%s', (_, about, expected) => {
    const posting = writeOffPosting(about)
    expect(posting && [posting.debit, posting.credit]).toEqual(expected)
    if (posting) expect(posting.amountMinor).toBe(9n)
  })

  const about = fc
    .record({
      kind: fc.constantFrom(...findingKinds),
      direction: fc.constantFrom(...directions),
      rowKind: fc.constantFrom('sale', 'refund', 'transfer', 'payout'),
      stripe: fc.bigInt({ min: 1n, max: 9_999_999n }),
      books: fc.bigInt({ min: 1n, max: 9_999_999n }),
    })
    .filter(({ stripe, books }) => stripe !== books)
    .map(({ kind, direction, rowKind, stripe, books }) => {
      const apart = stripe > books ? stripe - books : books - stripe
      const rows =
        kind === 'MISSING_IN_STRIPE'
          ? [row('books', rowKind, apart)]
          : [row('stripe', rowKind, stripe), row('books', rowKind, books)]
      return item(kind, direction, apart, rows)
    })

  test('whatever it is about, it is of the exception’s own amount, and its undoing leaves every account as it was', () => {
    fc.assert(
      fc.property(about, (found) => {
        const posting = writeOffPosting(found)
        if (!posting) return
        expect([posting.amountMinor, posting.currency]).toEqual([found.amountMinor, found.currency])
        for (const { debitMinor, creditMinor } of accountDeltas([posting, ...reverse([posting])]))
          expect(debitMinor).toBe(creditMinor)
      }),
    )
  })

  test('the form offers what the command takes, and nothing else, to every role', () => {
    fc.assert(
      fc.property(about, fc.constantFrom(...roles), fc.constantFrom(...acts), (found, role, act) => {
        const verdict = canPropose(found, user(role), act, [], noon)
        const isOffered = actsFor(found).includes(act) && (role === 'analyst' || role === 'admin')
        expect(verdict.ok).toBe(isOffered)
        if (verdict.ok && isRepair(act)) expect(verdict.value).toBe('second_person')
        if (isOffered) expect(effectOf(act, found).after).not.toBe('')
      }),
    )
  })
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
  ])('%s while it is %s (undone: %s): %s', (act, state, isUndone, expected) => {
    const verdict = canUndo({ act, state, isUndone }, user('analyst'))
    expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected)
    expect(canUndo({ act, state, isUndone }, user('support'))).toMatchObject({ reason: 'not_permitted' })
  })

  test('every act says how it is undone, or that it cannot be', () => {
    for (const act of acts) expect(undoWords[act].startsWith(isRepair(act) ? 'Cannot be undone' : 'Undo')).toBe(true)
  })
})
