import type { BalanceRow, Composition, PayoutFact } from './composition'
import { availableAt, byEvent, isOwnRow, type PayoutEvent, payoutEvents, rowEvent } from './payout-events'
import type { CompositionPolicy } from './policy'
import { isAhead, isReadAgain, type ResumePoint } from './resume'
import { beginWalk, step } from './walk'

export type BalanceHistory = {
  rows: readonly BalanceRow[]
  payouts: readonly PayoutFact[]
  /** False where an opening was assumed: then rows are missing that nobody knows. */
  isFullHistory: boolean
}

/**
 * Rebuilds every payout of one account, currency and balance type. The law: parts of a row never exceed it and never
 * overlap; before − consumed = after; consumed + remainder = amount; after + what became available = the next before.
 * The order in which the history is given decides nothing.
 */
export function composePayouts(
  history: BalanceHistory,
  policy: CompositionPolicy,
  from: ResumePoint | null = null,
): Composition[] {
  const payouts = new Map(history.payouts.map((payout) => [payout.id, payout]))
  const [own, money] = [true, false].map((wanted) => history.rows.filter((row) => isOwnRow(row, payouts) === wanted))
  const events = [...(money ?? []).map((row) => rowEvent(row, payouts)), ...payoutEvents(payouts, own ?? [])]
  const behind = from === null ? [] : (money ?? []).filter((row) => isReadAgain(row, from, payouts))
  const walk = beginWalk(policy, history.isFullHistory, from?.after, behind)
  const ahead = events.filter((event) => isAhead(event, from)).toSorted(byEvent)
  return ahead.flatMap((event) => step(walk, event, pendingAt(event, money ?? [], payouts)) ?? [])
}

/** Rows that existed when an instant payout was made, and whose money was still on its way. */
function pendingAt(
  event: PayoutEvent,
  rows: readonly BalanceRow[],
  payouts: ReadonlyMap<string, PayoutFact>,
): BalanceRow[] {
  if (event.kind !== 'payout' || !event.payout.isInstant) return []
  return rows.filter((row) => row.created.getTime() <= event.at && availableAt(row, payouts) > event.at)
}
