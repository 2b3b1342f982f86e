import type { BalanceRow, PayoutFact, RowPlace } from './composition'
import { byPlace } from './open-queue'

/** What happens to a balance, in order: funds become available, a payout's money comes back, a payout is made. */
export type PayoutEvent =
  | { kind: 'available'; at: number; row: BalanceRow }
  | { kind: 'back'; at: number; payoutId: string; row: BalanceRow }
  | { kind: 'payout'; at: number; payout: PayoutFact; own: BalanceRow | null; isReturned: boolean }

const rank = { available: 0, back: 1, payout: 2 }

/** At one instant funds come before money that returns, and both before a payout. */
export function byEvent(a: PayoutEvent, b: PayoutEvent): number {
  return a.at - b.at || rank[a.kind] - rank[b.kind] || byPlace(placeOf(a), placeOf(b))
}

export function isOwnCategory(category: string): boolean {
  return category === 'payout' || category === 'payout_reversal'
}

/** A payout's own row, or the row that gave its money back. */
export function isOwnRow({ category, sourceId }: BalanceRow, payouts: ReadonlyMap<string, unknown>): boolean {
  return isOwnCategory(category) && sourceId !== null && payouts.has(sourceId)
}

/**
 * When a row's money could be paid out: on its date, or with the payout in which Stripe lists it, if that was earlier.
 */
export function availableAt(row: BalanceRow, payouts: ReadonlyMap<string, PayoutFact>): number {
  const listing = row.listedIn === null ? undefined : payouts.get(row.listedIn)
  return Math.min(row.availableOn.getTime(), listing?.created.getTime() ?? Number.POSITIVE_INFINITY)
}

/** The event of a row that is money of its own. */
export function rowEvent(row: BalanceRow, payouts: ReadonlyMap<string, PayoutFact>): PayoutEvent {
  return { kind: 'available', at: availableAt(row, payouts), row }
}

/** The events of payouts, out of the payouts and their own rows; sorted. */
export function payoutEvents(payouts: ReadonlyMap<string, PayoutFact>, ownRows: readonly BalanceRow[]): PayoutEvent[] {
  const events: PayoutEvent[] = []
  const ofPayout = Map.groupBy(ownRows, (row) => row.sourceId ?? '')
  for (const payout of payouts.values()) {
    const rows = (ofPayout.get(payout.id) ?? []).toSorted(byPlace)
    const at = payout.created.getTime()
    const own = rows.find((row) => row.category === 'payout') ?? null
    const [back, ...more] = rows.filter((row) => row.category === 'payout_reversal')
    events.push({ kind: 'payout', at, payout, own, isReturned: back !== undefined })
    // Nothing comes back before it has left, and it comes back once: a further row is money of its own.
    if (back)
      events.push({ kind: 'back', at: Math.max(availableAt(back, payouts), at + 1), payoutId: payout.id, row: back })
    events.push(...more.map((row) => rowEvent(row, payouts)), ...costOf(payout, own))
  }
  return events.toSorted(byEvent)
}

/** What a payout's row took beyond its amount (Stripe's fee for an instant one): a row that this payout absorbs. */
function costOf(payout: PayoutFact, own: BalanceRow | null): PayoutEvent[] {
  const cost = own === null ? 0n : own.netMinor + payout.amountMinor
  if (own === null || cost === 0n) return []
  const row = { ...own, netMinor: cost, availableOn: payout.created, created: payout.created }
  return [{ kind: 'available', at: payout.created.getTime(), row }]
}

function placeOf(event: PayoutEvent): RowPlace {
  if (event.kind !== 'payout') return event.row
  const { id, created } = event.payout
  return { id, key: '', netMinor: 0n, availableOn: created, created }
}
