import { article, entryRow, kindNames, legRow, ownerOf, part, say } from '../describe'
import { aboutLeg, after, type Desk } from '../desk'
import type { Entry, Leg } from '../facts'
import type { Ties } from '../tie-sales'

/** What Stripe moved and the books do not have: in time, or missing under the name that says most. */
export function reportMissingInBooks(desk: Desk, leg: Leg, ties: Ties, platformAccount: string | null): void {
  const amount = say(leg.amountMinor, leg.currency)
  const evidence = { rows: [legRow(leg)], parts: [part(`Stripe: ${kindNames[leg.kind]}`, leg.amountMinor)] }
  const until = after(leg.created, desk.policy.booksLagMs)
  if (desk.stillInTime(until)) {
    desk.report({
      ...aboutLeg('TIMING_PENDING', leg),
      until,
      direction: 'books_only',
      sentence: `The books do not have Stripe’s ${kindNames[leg.kind]} of ${amount} yet; they have 24 hours for it, and nobody owes anybody.`,
      evidence: { ...evidence, rule: 'The books may follow Stripe by 24 hours.' },
    })
    return
  }
  const before = undoneLeg(leg)
  const undone = before ? ties.entriesOf(before)[0] : undefined
  if (leg.kind === 'payout_failure' && undone) reportFailedPayout(desk, leg, undone)
  else if (leg.kind === 'refund_failure' && undone) reportFailedRefund(desk, leg, undone, platformAccount)
  else if (leg.kind === 'dispute' || leg.kind === 'dispute_reversal') reportDispute(desk, leg, undone)
  else if (leg.kind === 'dispute_fee') reportDisputeFee(desk, leg)
  else
    desk.report({
      ...aboutLeg('MISSING_IN_BOOKS', leg),
      direction: 'books_only',
      sentence: `Stripe moved ${amount} as ${article(kindNames[leg.kind])} and the books have no entry for it; nobody owes anybody, but the books are wrong by ${amount}.`,
      evidence: { ...evidence, rule: 'No entry of this kind names the object, and the books’ 24 hours are over.' },
    })
}

/** The movement of the same object that this one takes back. */
export function undoneLeg(leg: Leg): Leg | null {
  const kind = undoneKinds[leg.kind]
  return kind ? { ...leg, kind } : null
}

const undoneKinds: Partial<Record<Leg['kind'], Leg['kind']>> = {
  payout_failure: 'payout',
  refund_failure: 'refund',
  dispute_reversal: 'dispute',
}

function reportFailedPayout(desk: Desk, leg: Leg, payout: Entry): void {
  const amount = say(leg.amountMinor, leg.currency)
  desk.report({
    ...aboutLeg('PAYOUT_FAILED_UNBOOKED', leg),
    direction: 'books_only',
    sentence: `A payout of ${amount} failed and the money is back on the Stripe balance, but the books still show it as paid out: Stripe holds ${amount} for the account.`,
    evidence: {
      rows: [legRow(leg), entryRow(payout)],
      parts: [part('Returned by the bank', leg.amountMinor)],
      rule: 'Stripe reversed the payout, the books have the payout but not its failure, and 24 hours are over.',
    },
  })
}

/** REFUND_FAILED: whoever's balance it came back to still owes it to the customer. */
function reportFailedRefund(desk: Desk, leg: Leg, refund: Entry, platformAccount: string | null): void {
  const amount = say(leg.amountMinor, leg.currency)
  const owner = ownerOf(leg.account, platformAccount)
  desk.report({
    ...aboutLeg('REFUND_FAILED', leg),
    direction: `${owner}_owes_customer`,
    sentence: `A refund of ${amount} failed and the money is back on the Stripe balance, but the books still show it as given back: the ${owner} owes the customer ${amount}.`,
    evidence: {
      rows: [legRow(leg), entryRow(refund)],
      parts: [part('Came back and never reached the customer', leg.amountMinor)],
      rule: 'Stripe took the refund back, the books have the refund but not its failure, and 24 hours are over.',
    },
  })
}

function reportDispute(desk: Desk, leg: Leg, booked: Entry | undefined): void {
  const amount = say(leg.amountMinor, leg.currency)
  const isReturned = leg.kind === 'dispute_reversal' && booked !== undefined
  desk.report({
    ...aboutLeg('DISPUTE_UNBOOKED', leg),
    direction: 'books_only',
    sentence: isReturned
      ? `Stripe gave back the ${amount} of a dispute and the books still show them as taken; nobody owes anybody, but the books are wrong by ${amount}.`
      : `Stripe took ${amount} for a dispute and the books do not know of it; nobody owes anybody, but the books are wrong by ${amount}.`,
    evidence: {
      rows: [legRow(leg), ...(booked ? [entryRow(booked)] : [])],
      parts: [part(isReturned ? 'Given back by Stripe' : 'Disputed', leg.amountMinor)],
      rule: isReturned
        ? 'The books have the dispute but not its reversal, and 24 hours are over.'
        : 'The books have no entry for the dispute, and 24 hours are over.',
    },
  })
}

function reportDisputeFee(desk: Desk, leg: Leg): void {
  const amount = say(leg.amountMinor, leg.currency)
  desk.report({
    ...aboutLeg('DISPUTE_FEE_UNBOOKED', leg),
    direction: 'books_only',
    sentence: `Stripe took a fee of ${amount} with a dispute and the books have no entry for it; nobody owes anybody, but the books are wrong by ${amount}.`,
    evidence: {
      rows: [legRow(leg)],
      parts: [part('Fee taken with the dispute', leg.amountMinor)],
      rule: 'The books have no entry for the fee of this dispute, and 24 hours are over.',
    },
  })
}
