import type { BalanceRow, Composition, PayoutFact } from '@/lib/domain/payouts/composition'
import { byEvent, isOwnRow, type PayoutEvent, payoutEvents, rowEvent } from '@/lib/domain/payouts/payout-events'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import { isAhead, type ResumePoint } from '@/lib/domain/payouts/resume'
import { beginWalk, lacksFunds, step } from '@/lib/domain/payouts/walk'
import type { Walk } from '@/lib/domain/payouts/walk-state'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'
import { payoutsSince, whereToGoOn } from './load-payouts'
import { type OwnRow, ownRows, pendingRows, type RowScope, rowsBehind, rowsBetween } from './load-rows'
import { forgetAfter, storeCompositions } from './store-compositions'

const partsPerWrite = 10_000

/**
 * Rebuilds the payouts of one balance from the last stored state before `since`, in the caller's transaction: whoever
 * looks sees the old compositions or the new ones. Answers how many were made.
 */
export async function composeBalance(sql: Sql, ctx: Ctx, place: BalancePlace, since: Date): Promise<number> {
  const { marketplaceId } = ctx.actor
  const from = await whereToGoOn(sql, marketplaceId, place, since)
  await forgetAfter(sql, ctx, place, from)
  const start = from?.created ?? null
  const payouts = new Map((await payoutsSince(sql, marketplaceId, place, start)).map((one) => [one.id, one]))
  const scope = { marketplaceId, place, hasListings: [...payouts.values()].some(({ listed }) => listed !== null) }
  const events = eventsAhead(await ownRows(sql, scope, start), payouts, from)
  const last = events.findLast(({ kind }) => kind === 'payout')
  if (!last) return 0
  const walk = await walkFrom(sql, scope, from)
  let made: Composition[] = []
  let [count, parts] = [0, 0]
  const flush = async () => {
    await storeCompositions(sql, ctx, place, made)
    count += made.length
    made = []
    parts = 0
  }
  for await (const batch of merged(rowsBetween(sql, scope, start, new Date(last.at)), events, payouts)) {
    for (const event of batch) {
      const isShort = event.kind === 'payout' && lacksFunds(walk, event)
      const composition = step(walk, event, isShort ? await pendingRows(sql, scope, event.payout.created) : [])
      if (composition) made.push(composition)
      parts += composition?.parts.length ?? 0
      if (parts >= partsPerWrite) await flush()
    }
  }
  await flush()
  return count
}

/** What payouts did after `from`; the own row of a payout that nobody knows yet is money like any other. */
function eventsAhead(
  own: readonly OwnRow[],
  payouts: ReadonlyMap<string, PayoutFact>,
  from: ResumePoint | null,
): PayoutEvent[] {
  const unknown = own.filter(({ isKnown }) => !isKnown).map((row) => rowEvent(row, payouts))
  const told = payoutEvents(
    payouts,
    own.filter((row) => isOwnRow(row, payouts)),
  )
  return [...told, ...unknown].filter((event) => isAhead(event, from)).toSorted(byEvent)
}

async function walkFrom(sql: Sql, scope: RowScope, from: ResumePoint | null): Promise<Walk> {
  const isFull = await isFullHistory(sql, scope.marketplaceId, scope.place)
  const frontier = from?.after.isOpenBehind ? from.after.frontier : null
  const behind = from && frontier ? await rowsBehind(sql, scope, frontier, from.created) : []
  return beginWalk(compositionPolicy, isFull, from?.after, behind)
}

/** Two sorted streams as one: the rows as they come from the database, and the few events of payouts. */
async function* merged(
  batches: AsyncGenerator<BalanceRow[]>,
  events: readonly PayoutEvent[],
  payouts: ReadonlyMap<string, PayoutFact>,
): AsyncGenerator<PayoutEvent[]> {
  let next = 0
  for await (const rows of batches) {
    const together: PayoutEvent[] = []
    for (const row of rows) {
      const event = rowEvent(row, payouts)
      for (let other = events[next]; other && byEvent(other, event) < 0; other = events[++next]) together.push(other)
      together.push(event)
    }
    yield together
  }
  yield events.slice(next)
}

/** An assumed opening stands for rows that nobody knows. */
async function isFullHistory(sql: Sql, marketplaceId: string, place: BalancePlace): Promise<boolean> {
  const found = await sql.rows(
    `SELECT 1 AS assumed FROM balance_proof p WHERE ${ofBalance('p')} AND p.opening_minor <> 0`,
    placeParams(marketplaceId, place),
  )
  return found.length === 0
}
