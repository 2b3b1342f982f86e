import { article, entryRow, kindNames, part, say } from '../describe'
import { aboutEntry, after, type Desk } from '../desk'
import type { Entry } from '../facts'
import type { Direction } from '../finding'

/** What the books have and Stripe never moved, or has not moved yet. */
export function reportMissingInStripe(desk: Desk, entry: Entry, rootOf: (object: string) => string): void {
  const { policy } = desk
  const until = entry.expectedAt
    ? after(entry.expectedAt, policy.stripeLagAfterExpectedMs)
    : after(entry.occurredAt, policy.stripeLagMs)
  const rows = [entryRow(entry)]
  const parts = [part(`Books: ${kindNames[entry.kind]}`, entry.amountMinor)]
  const amount = say(entry.amountMinor, entry.currency)
  const clock = entry.expectedAt ? '24 hours after the expected time' : '72 hours'
  if (desk.stillInTime(until)) {
    desk.report({
      ...aboutEntry('TIMING_PENDING', entry, rootOf),
      until,
      direction: 'books_only',
      sentence: `The books expect ${article(kindNames[entry.kind])} of ${amount} that Stripe does not have yet; Stripe has ${clock}, and nobody owes anybody before that.`,
      evidence: { rows, parts, rule: `Stripe may follow the books by ${clock}.` },
    })
    return
  }
  const { direction, words } = owedWithoutMovement[entry.kind]
  desk.report({
    ...aboutEntry('MISSING_IN_STRIPE', entry, rootOf),
    direction,
    sentence: `The books have ${article(kindNames[entry.kind])} of ${amount} that Stripe never moved: ${words.replace('{amount}', amount)}.`,
    evidence: { rows, parts, rule: `Stripe has no such object on this account, and its time (${clock}) is over.` },
  })
}

const owedWithoutMovement: Record<Entry['kind'], { direction: Direction; words: string }> = {
  sale: { direction: 'books_only', words: 'no customer paid, and the books count on {amount} that is not there' },
  refund: { direction: 'platform_owes_customer', words: 'if it was promised, the customer is still owed {amount}' },
  application_fee: { direction: 'seller_owes_platform', words: 'if it was earned, the seller still owes it' },
  application_fee_refund: { direction: 'platform_owes_seller', words: 'the platform still owes the seller {amount}' },
  transfer: { direction: 'platform_owes_seller', words: 'the platform still owes the seller {amount}' },
  transfer_reversal: { direction: 'seller_owes_platform', words: 'the seller still owes the platform {amount}' },
  payout: { direction: 'books_only', words: 'the {amount} is still on the Stripe balance' },
  payout_failure: { direction: 'books_only', words: 'the {amount} has not come back' },
  refund_failure: { direction: 'books_only', words: 'the {amount} has not come back' },
  dispute: { direction: 'books_only', words: 'nobody has taken the {amount}' },
  dispute_reversal: { direction: 'books_only', words: 'the {amount} of the dispute has not come back' },
  dispute_fee: { direction: 'books_only', words: 'nobody has taken the {amount}' },
}
