import type { Entry } from '../books/entry'
import type { StripeObject } from '../store/store'
import { isBooksTimeOver, isStripeTimeOver } from './clocks'
import { type Evidence, type Finding, finding } from './evidence'

/** What an entry's Stripe side is worth, what it is called, and since when it is there; nothing if it is not there yet. */
export type StripeSide = { id: string; amount: number; currency: string; since: number; isUnsettled: boolean }

/**
 * The Stripe side of an entry. A charge that has captured nothing is no sale yet, a refund that moved no money is none;
 * a payout's failure is there once its
 * money is back, and counts from then.
 */
export function stripeSide(evidence: Evidence, entry: Entry): StripeSide | undefined {
  const object = evidence.get(entry.account, entry.objectId)
  if (object === undefined) return undefined
  const side = {
    id: object.id,
    amount: ownAmount(object),
    currency: String(object.currency),
    since: Number(object.created),
    isUnsettled: object.object === 'charge' && object.balance_transaction === null,
  }
  if (entry.kind === 'sale' && object.amount_captured === 0) return undefined
  if (entry.kind === 'refund' && object.balance_transaction === null) return undefined
  if (entry.kind !== 'payout_failure') return side
  const back = object.failure_balance_transaction
  if (typeof back !== 'string') return undefined
  return { ...side, since: Number(evidence.get(entry.account, back)?.created) }
}

/** While a charge's money has not arrived its `amount` counts, afterwards what was captured. */
function ownAmount(object: StripeObject): number {
  if (object.object !== 'charge' || object.balance_transaction === null) return Number(object.amount)
  return Number(object.amount_captured)
}

/** What an entry leads to while one of the two sides is missing. */
export function oneSided(evidence: Evidence, entry: Entry, written: boolean): Finding[] {
  const side = stripeSide(evidence, entry)
  // While a charge's money is on its way, that alone is said of it.
  if (side?.isUnsettled) return [finding('TIMING_PENDING', side.id, side.currency, side.amount)]
  if (side !== undefined && !written) {
    if (!isBooksTimeOver(side.since, evidence.now))
      return [finding('TIMING_PENDING', side.id, side.currency, side.amount)]
    const kind = entry.kind === 'payout_failure' ? 'PAYOUT_FAILED_UNBOOKED' : 'MISSING_IN_BOOKS'
    return [finding(kind, side.id, side.currency, side.amount)]
  }
  if (side === undefined && written) {
    const kind = isStripeTimeOver(entry, evidence.now) ? 'MISSING_IN_STRIPE' : 'TIMING_PENDING'
    return [finding(kind, entry.reference, entry.currency, entry.amount)]
  }
  return []
}
