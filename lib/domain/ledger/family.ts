import { ok, type Success } from '../base/result'
import { givesBack, isSettlementCategory } from './categories'
import type { BalanceTransactionFacts, ChargeType, Movement, SourceObject } from './movement'

const longestFamily = 4

/** The row cannot be posted yet: this object has to be known first. */
export type Awaiting = { readonly ok: false; readonly reason: 'awaits_parent'; readonly parentId: string }

/**
 * Ties a balance transaction to its family. Arrival order must not matter, so a row whose family is not complete is
 * not guessed at: it waits, and the answer names what it waits for. `closed` says that nothing earlier will come
 * (history begins later than the family): then what is missing is posted as unattributed.
 */
export function movementFrom(
  facts: BalanceTransactionFacts,
  find: (id: string) => SourceObject | undefined,
  closed = false,
): Success<Movement> | Awaiting {
  const undone = undoneBy(facts)
  const undoes = undone === null ? null : (find(undone) ?? null)
  if (undone !== null && !undoes?.settled && !closed) {
    return { ok: false, reason: 'awaits_parent', parentId: undone }
  }
  const movement = (charge: SourceObject | null, end: SourceObject | null) => tied(facts, undoes, charge, end)
  if (!isSettlementCategory(facts.category)) return ok(movement(null, facts.source))
  let last = facts.source
  let transfer = transferOf(last)
  // Fee refund → fee → charge is the longest family; the bound keeps a circle in bad data from hanging the run.
  for (let hops = 0; hops < longestFamily && last && last.parentId !== null && !endsFamily(last); hops += 1) {
    const parent = find(last.parentId)
    if (!parent && !closed) return { ok: false, reason: 'awaits_parent', parentId: last.parentId }
    if (!parent) return ok(movement(null, transfer ?? last))
    transfer ??= transferOf(parent)
    last = parent
  }
  const charge = last?.objectType === 'charge' ? last : null
  if (charge && needsBookedRate(facts.source, charge) && !closed) {
    return { ok: false, reason: 'awaits_parent', parentId: charge.id }
  }
  return ok(movement(charge, transfer ?? last))
}

/** A direct charge's fee ends at the fee: the charge is on the seller's account. The seller's half ends at itself. */
function endsFamily(object: SourceObject): boolean {
  const directFee = object.objectType === 'application_fee' && !object.viaPlatformCharge
  return object.objectType === 'charge' || object.sellerSide || directFee
}

function transferOf(object: SourceObject | null): SourceObject | null {
  return object?.objectType === 'transfer' ? object : null
}

/** A transfer in another currency than its charge is measured at the rate at which the charge was booked. */
function needsBookedRate(source: SourceObject | null, charge: SourceObject): boolean {
  const foreign = source !== null && source.currency !== null && source.currency !== charge.currency
  return foreign && source.id !== charge.id && charge.settled === null
}

/** What a converted movement gives back is measured at the rate at which it was booked, so that must be known first. */
function undoneBy({ category, source, currency }: BalanceTransactionFacts): string | null {
  if (!givesBack(category) || !source || source.currency === null || source.currency === currency) return null
  return source.objectType === 'charge' ? source.id : source.parentId
}

function tied(
  facts: BalanceTransactionFacts,
  undoes: SourceObject | null,
  charge: SourceObject | null,
  last: SourceObject | null,
): Movement {
  const sellerId = last?.objectType === 'transfer' ? last.destination : (charge?.destination ?? null)
  return { ...facts, charge, undoes, sellerId, chargeType: chargeType(facts, charge, last) }
}

function chargeType(
  facts: BalanceTransactionFacts,
  charge: SourceObject | null,
  last: SourceObject | null,
): ChargeType {
  if (facts.source?.sellerSide || charge?.sellerSide) return 'seller_side'
  if (last?.objectType === 'application_fee') return last.viaPlatformCharge ? 'destination' : 'direct'
  if (!facts.isPlatform) return 'direct'
  if (charge) return charge.destination === null ? 'separate' : 'destination'
  // A transfer that names no charge is made by the platform for charges of its own.
  return last?.objectType === 'transfer' && last.parentId === null ? 'separate' : 'unattributed'
}
