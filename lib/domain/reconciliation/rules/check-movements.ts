import { isKnownCategory } from '../../ledger/categories'
import { movedRow, part, say } from '../describe'
import type { Desk } from '../desk'
import type { Movement } from '../facts'

/** What a single movement of a balance says by itself: nobody knows its category, or a fee belongs to no payment. */
export function reportMovement(desk: Desk, movement: Movement, rootOf: (object: string) => string): void {
  if (!isKnownCategory(movement.reportingCategory)) reportUnknown(desk, movement, rootOf)
  else if (isStrayFee(movement)) reportStrayFee(desk, movement)
}

/** UNKNOWN_TYPE: a category on no published list moved money. */
function reportUnknown(desk: Desk, movement: Movement, rootOf: (object: string) => string): void {
  const { account, id, netMinor, currency, created, reportingCategory, type } = movement
  const amountMinor = netMinor < 0n ? -netMinor : netMinor
  desk.report({
    kind: 'UNKNOWN_TYPE',
    object: id,
    account,
    seller: null,
    currency,
    amountMinor,
    occurredAt: created,
    direction: 'unknown',
    root: movement.sourceId === null ? id : rootOf(movement.sourceId),
    sentence: `Stripe ${netMinor < 0n ? 'took' : 'added'} ${say(amountMinor, currency)} under a category that nobody has published (“${reportingCategory}”): who owes whom is not known until somebody looks.`,
    evidence: {
      rows: [movedRow(id, type, account, netMinor, currency, created)],
      parts: [part('Net moved', amountMinor)],
      rule: 'The reporting category is on no list that Stripe has published.',
    },
  })
}

const feeCategories = ['fee', 'network_cost']

/** Whose fees are not known to be the platform's to pay is not accused. */
function isStrayFee({ reportingCategory, netMinor, sourceId, feePayer }: Movement): boolean {
  const isTaken = feeCategories.includes(reportingCategory) && netMinor < 0n && sourceId === null
  return isTaken && feePayer !== null && feePayer !== 'account'
}

/** FEE_UNATTRIBUTED: the platform pays this account's fees, and here is one that no payment caused. */
function reportStrayFee(desk: Desk, { account, id, netMinor, currency, created, type, feePayer }: Movement): void {
  const amountMinor = -netMinor
  const amount = say(amountMinor, currency)
  desk.report({
    kind: 'FEE_UNATTRIBUTED',
    object: id,
    account,
    seller: account,
    currency,
    amountMinor,
    occurredAt: created,
    direction: 'stripe_owes_seller',
    root: id,
    sentence: `Stripe took a fee of ${amount} from a seller’s balance that belongs to no payment, though the platform pays this account’s fees: Stripe owes the seller ${amount}.`,
    evidence: {
      rows: [movedRow(id, type, account, netMinor, currency, created)],
      parts: [part('Taken without a payment', amountMinor)],
      rule: `The fee has no source, and the account’s fees are paid by “${feePayer}”, not by the account.`,
    },
  })
}
