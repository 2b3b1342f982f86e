import type { Entry } from '../books/entry'
import type { BalanceTransaction } from '../objects/balance-transaction'
import type { StripeObject } from '../store/store'
import { isBooksTimeOver, isStripeTimeOver } from './clocks'
import { type Evidence, type Finding, finding } from './evidence'

/** What an entry's Stripe side is worth, what it is called, and since when it is there; nothing if it is not there yet. */
export type StripeSide = { id: string; amount: number; currency: string; since: number; isUnsettled: boolean }

/**
 * The Stripe side of an entry. A charge that has captured nothing is no sale yet, a refund or a dispute that moved no
 * money is none; what fails or is won is there once its money is back, and counts from then.
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
  if (entry.kind === 'payout_failure' || entry.kind === 'refund_failure') {
    const back = object.failure_balance_transaction
    return typeof back === 'string' ? { ...side, since: Number(evidence.get(entry.account, back)?.created) } : undefined
  }
  return object.object === 'dispute' ? disputeSide(entry, object, side) : side
}

function disputeSide({ kind }: Entry, object: StripeObject, side: StripeSide): StripeSide | undefined {
  const rows = object.balance_transactions as BalanceTransaction[]
  const [taken, back] = ['dispute', 'dispute_reversal'].map((c) => rows.find((row) => row.reporting_category === c))
  if (taken === undefined) return undefined
  if (kind === 'dispute_fee') {
    return taken.fee === 0 ? undefined : { ...side, amount: taken.fee, currency: taken.currency }
  }
  if (kind === 'dispute') return side
  return back === undefined ? undefined : { ...side, since: back.created }
}

/** While a charge's money has not arrived its `amount` counts, afterwards what was captured. */
function ownAmount(object: StripeObject): number {
  if (object.object !== 'charge' || object.balance_transaction === null) return Number(object.amount)
  return Number(object.amount_captured)
}

/** Without the first of two entries nobody asks for the second. */
const FIRST = { payout_failure: 'payout', refund_failure: 'refund', dispute_reversal: 'dispute' } as const
const UNBOOKED: Partial<Record<Entry['kind'], string>> = {
  payout_failure: 'PAYOUT_FAILED_UNBOOKED',
  refund_failure: 'REFUND_FAILED',
  dispute: 'DISPUTE_UNBOOKED',
  dispute_reversal: 'DISPUTE_UNBOOKED',
  dispute_fee: 'DISPUTE_FEE_UNBOOKED',
}

/** What an entry leads to while one of the two sides is missing. */
export function oneSided(evidence: Evidence, entry: Entry, written: boolean): Finding[] {
  const side = stripeSide(evidence, entry)
  // While a charge's money is on its way, that alone is said of it.
  if (side?.isUnsettled) return [finding('TIMING_PENDING', side.id, side.currency, side.amount)]
  if (side !== undefined && !written) {
    const first = FIRST[entry.kind as keyof typeof FIRST]
    if (first !== undefined && !evidence.hasBegun({ ...entry, kind: first })) return []
    const kind = isBooksTimeOver(side.since, evidence.now)
      ? (UNBOOKED[entry.kind] ?? 'MISSING_IN_BOOKS')
      : 'TIMING_PENDING'
    return [finding(kind, side.id, side.currency, side.amount)]
  }
  if (side === undefined && written) {
    const kind = isStripeTimeOver(entry, evidence.now) ? 'MISSING_IN_STRIPE' : 'TIMING_PENDING'
    return [finding(kind, entry.reference, entry.currency, entry.amount)]
  }
  return []
}
