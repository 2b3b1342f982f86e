import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Role, roles } from '../access/actor'
import { accountDeltas, reverse } from '../ledger/posting'
import { shippedLimits } from '../limits/limits'
import { directions, findingKinds } from '../reconciliation/finding'
import { acts, isRepair, type ResolvableItem } from './act'
import { actsFor } from './acts-for'
import { canPropose } from './can-propose'
import { effectOf } from './effect'
import { item, row, transfer, user } from './testing/items'
import { writeOffPosting } from './write-off'

const said = (result: { ok: boolean; reason?: string; value?: unknown }) => (result.ok ? result.value : result.reason)

test('at the limit it is done at once, a minor unit above it takes a second person', () => {
  const ask = (minor: bigint, role: Role) =>
    said(canPropose(transfer(minor), user(role), 'write_off', [], shippedLimits))
  expect([ask(100_00n, 'analyst'), ask(100_01n, 'analyst')]).toEqual(['at_once', 'second_person'])
  expect([ask(1_000_00n, 'admin'), ask(1_000_01n, 'admin')]).toEqual(['at_once', 'second_person'])
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
        const verdict = canPropose(found, user(role), act, [], shippedLimits)
        const isOffered = actsFor(found).includes(act) && (role === 'analyst' || role === 'admin')
        expect(verdict.ok).toBe(isOffered)
        if (verdict.ok && isRepair(act)) expect(verdict.value).toBe('second_person')
        if (isOffered) expect(effectOf(act, found).after).not.toBe('')
      }),
    )
  })
})
