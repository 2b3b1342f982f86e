import { article, differenceParts, entryRow, kindNames, legRow, part, say } from '../describe'
import { aboutEntry, aboutLeg, after, type Desk } from '../desk'
import type { Entry, Leg } from '../facts'
import { keptEntry, legKey, type Ties } from '../tie-sales'
import { reportMissingInBooks, undoneLeg } from './report-unbooked'
import { reportMissingInStripe } from './report-unmoved'

/** The fee that the contract allows, where it could be worked out. */
type AllowedFee = (leg: Leg) => bigint | undefined
type RootOf = (object: string) => string
type Surroundings = { platformAccount: string | null; rootOf: RootOf; allowedFee: AllowedFee }

/** Both sides of every movement: what is missing, still in time, said twice or said differently. */
export function matchPairs(
  desk: Desk,
  legs: readonly Leg[],
  ties: Ties,
  { platformAccount, rootOf, allowedFee }: Surroundings,
): void {
  const moved = new Set(legs.map(legKey))
  const isTold = (leg: Leg) => {
    const undone = undoneLeg(leg)
    return undone !== null && moved.has(legKey(undone)) && ties.entriesOf(undone).length === 0
  }
  for (const leg of legs) {
    const entries = ties.entriesOf(leg)
    const kept = keptEntry(entries, leg)
    for (const entry of entries) if (entry !== kept) reportDoubleEntry(desk, entry, kept, rootOf)
    if (!leg.settled && leg.kind === 'sale') reportUnsettled(desk, leg)
    else if (kept) compare(desk, leg, kept, allowedFee(leg))
    // Where the books know neither a movement nor what took it back, what is said of the movement stands for both.
    else if (!isTold(leg)) matchLonelyLeg(desk, leg, ties, platformAccount)
  }
  for (const [entry, kept] of keptUnmatched(ties.unmatched)) {
    if (entry === kept) reportMissingInStripe(desk, entry, rootOf)
    else reportDoubleEntry(desk, entry, kept, rootOf)
  }
}

function* keptUnmatched(entries: readonly Entry[]): Iterable<[Entry, Entry]> {
  const first = new Map<string, Entry>()
  for (const entry of entries) {
    const key = entry.objectId === null ? entry.id : legKey({ ...entry, objectId: entry.objectId })
    const kept = first.get(key) ?? entry
    first.set(key, kept)
    yield [entry, kept]
  }
}

function reportUnsettled(desk: Desk, leg: Leg): void {
  const until = after(leg.created, desk.policy.unsettledMs)
  if (!desk.stillInTime(until)) return
  const amountMinor = leg.askedMinor ?? leg.amountMinor
  desk.report({
    ...aboutLeg('TIMING_PENDING', leg),
    amountMinor,
    until,
    direction: 'books_only',
    sentence: `A charge of ${say(amountMinor, leg.currency)} has not reached Stripe’s balance yet; it has until its seventh day, and nobody owes anybody before that.`,
    evidence: {
      rows: [legRow(leg)],
      parts: [part('Charged, not yet settled', amountMinor)],
      rule: 'A charge may be without a balance transaction for 7 days.',
    },
  })
}

function matchLonelyLeg(desk: Desk, leg: Leg, ties: Ties, platformAccount: string | null): void {
  const kept = ties.duplicateOf.get(legKey(leg))
  if (kept) reportDoubleCharge(desk, leg, kept)
  else reportMissingInBooks(desk, leg, ties, platformAccount)
}

function compare(desk: Desk, leg: Leg, entry: Entry, allowedFee: bigint | undefined): void {
  const rows = [legRow(leg), entryRow(entry)]
  const stripe = say(leg.amountMinor, leg.currency)
  const books = say(entry.amountMinor, entry.currency)
  if (leg.currency !== entry.currency) {
    desk.report({
      ...aboutLeg('CURRENCY_MISMATCH', leg),
      direction: 'books_only',
      sentence: `Stripe moved ${stripe} as ${article(kindNames[leg.kind])}, but the books say ${books}: the money is where it belongs, the entry is in the wrong currency.`,
      evidence: {
        rows,
        parts: [part('Stripe', leg.amountMinor)],
        rule: 'Both sides have it, in different currencies.',
      },
    })
    return
  }
  // An entry that keeps to the contract is right: the fee is what is wrong, and FEE_VARIANCE says so.
  if (leg.amountMinor === entry.amountMinor || entry.amountMinor === allowedFee) return
  const apart = leg.amountMinor - entry.amountMinor
  const amountMinor = apart < 0n ? -apart : apart
  const more = apart > 0n ? 'less' : 'more'
  desk.report({
    ...aboutLeg('AMOUNT_MISMATCH', leg),
    amountMinor,
    direction: 'books_only',
    sentence: `The books have ${say(amountMinor, leg.currency)} ${more} than Stripe for ${article(kindNames[leg.kind])}: Stripe moved ${stripe}, the entry says ${books}; nobody owes anybody.`,
    evidence: {
      rows,
      parts: differenceParts('Stripe', leg.amountMinor, 'Books', entry.amountMinor),
      rule: 'Both sides have it in one currency, and the amounts differ.',
    },
  })
}

function reportDoubleEntry(desk: Desk, entry: Entry, kept: Entry | undefined, rootOf: RootOf): void {
  const amount = say(entry.amountMinor, entry.currency)
  desk.report({
    ...aboutEntry('DUPLICATE', entry, rootOf),
    direction: 'books_only',
    sentence: `The books have one ${kindNames[entry.kind]} twice: this second entry of ${amount} has no money behind it, and nobody owes anybody.`,
    evidence: {
      rows: [entryRow(entry), ...(kept ? [entryRow(kept)] : [])],
      parts: [part('Entered once too often', entry.amountMinor)],
      rule: 'Two entries of one kind for one object: the one that equals Stripe is kept, else the earlier.',
    },
  })
}

function reportDoubleCharge(desk: Desk, leg: Leg, kept: Leg): void {
  const amount = say(leg.amountMinor, leg.currency)
  desk.report({
    ...aboutLeg('DUPLICATE', leg),
    direction: 'platform_owes_customer',
    sentence: `A customer was charged ${amount} twice for one order that the books know once: the platform owes the customer ${amount}.`,
    evidence: {
      rows: [legRow(leg), legRow(kept)],
      parts: [part('Charged once too often', leg.amountMinor)],
      rule: 'Two charges of one account with one order, amount and currency, where the books know one sale.',
    },
  })
}
