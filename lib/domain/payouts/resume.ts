import type { BalanceRow, PayoutFact, WalkState } from './composition'
import { byPlace } from './open-queue'
import { availableAt, type PayoutEvent } from './payout-events'

/** A stored composition after which the walk may go on. */
export type ResumePoint = { payoutId: string; created: Date; after: WalkState }

/** A payout was away from `left` until `back`, in milliseconds. */
export type Absence = { left: number; back: number }

/**
 * The latest state from which going on is the same as beginning anew: it lies before everything that changed (`since`),
 * and not between a payout and its return, for what that payout consumed is not part of the state.
 */
export function resumePoint(
  kept: readonly ResumePoint[],
  since: Date,
  absences: readonly Absence[],
): ResumePoint | null {
  const isSafe = ({ created }: ResumePoint) => {
    const at = created.getTime()
    return created < since && !absences.some(({ left, back }) => left <= at && at < back)
  }
  return kept.toSorted((a, b) => +b.created - +a.created || (a.payoutId < b.payoutId ? 1 : -1)).find(isSafe) ?? null
}

/** Whether a row is open behind the frontier of a state that does not keep it. */
export function isReadAgain(
  row: BalanceRow,
  { created, after: { frontier, isOpenBehind } }: ResumePoint,
  payouts: ReadonlyMap<string, PayoutFact>,
): boolean {
  const isOpen = row.netMinor > 0n && row.listedIn === null && availableAt(row, payouts) <= created.getTime()
  return isOpenBehind && frontier !== null && isOpen && byPlace(row, frontier) > 0
}

/** Whether this event still lies ahead of the one who goes on from there. */
export function isAhead(event: PayoutEvent, from: ResumePoint | null): boolean {
  if (from === null) return true
  const at = from.created.getTime()
  if (event.at !== at) return event.at > at
  return event.kind === 'payout' && event.payout.id > from.payoutId
}

/** When payouts left and came back, out of their events. */
export function absencesOf(events: readonly PayoutEvent[]): Absence[] {
  const left = new Map(events.flatMap((event) => (event.kind === 'payout' ? [[event.payout.id, event.at]] : [])))
  return events.flatMap((event) => {
    const began = event.kind === 'back' ? left.get(event.payoutId) : undefined
    return began === undefined ? [] : [{ left: began, back: event.at }]
  })
}
