import type { Composition } from '@/lib/domain/payouts/composition'
import { byEvent, isOwnRow, type PayoutEvent, payoutEvents, rowEvent } from '@/lib/domain/payouts/payout-events'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import { isAhead } from '@/lib/domain/payouts/resume'
import { beginWalk, lacksFunds, step, type Walk } from '@/lib/domain/payouts/walk'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'
import { payoutsSince, whereToGoOn } from './load-payouts'
import { ownRows, pendingRows, rowsBetween } from './load-rows'
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
  const own = await ownRows(sql, marketplaceId, place, start)
  const unknown = own.filter(({ isKnown }) => !isKnown).map((row) => rowEvent(row, payouts))
  const told = payoutEvents(
    payouts,
    own.filter((row) => isOwnRow(row, payouts)),
  )
  const events = [...told, ...unknown].filter((event) => isAhead(event, from)).toSorted(byEvent)
  const last = told.at(-1)
  if (!last) return 0
  const walk = beginWalk(compositionPolicy, await isFullHistory(sql, marketplaceId, place), from?.after)
  const rows = rowsBetween(sql, marketplaceId, place, start, new Date(last.at))
  let made: Composition[] = []
  let [count, parts] = [0, 0]
  const flush = async () => {
    await storeCompositions(sql, ctx, place, made)
    count += made.length
    made = []
    parts = 0
  }
  for await (const event of merged(rows, events, payouts)) {
    const composition = step(walk, event, await pendingFor(sql, marketplaceId, place, walk, event))
    if (!composition) continue
    made.push(composition)
    parts += composition.parts.length
    if (parts >= partsPerWrite) await flush()
  }
  await flush()
  return count
}

/** Two sorted streams as one: the rows as they come from the database, and the few events of payouts. */
async function* merged(
  rows: ReturnType<typeof rowsBetween>,
  events: readonly PayoutEvent[],
  payouts: Parameters<typeof rowEvent>[1],
): AsyncGenerator<PayoutEvent> {
  let next = 0
  for await (const row of rows) {
    const event = rowEvent(row, payouts)
    for (let other = events[next]; other && byEvent(other, event) < 0; other = events[++next]) yield other
    yield event
  }
  yield* events.slice(next)
}

async function pendingFor(sql: Sql, marketplaceId: string, place: BalancePlace, walk: Walk, event: PayoutEvent) {
  const isShort = event.kind === 'payout' && lacksFunds(walk, event)
  return isShort ? pendingRows(sql, marketplaceId, place, event.payout.created) : []
}

/** An assumed opening stands for rows that nobody knows. */
async function isFullHistory(sql: Sql, marketplaceId: string, place: BalancePlace): Promise<boolean> {
  const found = await sql.rows(
    `SELECT 1 AS assumed FROM balance_proof p WHERE ${ofBalance('p')} AND p.opening_minor <> 0`,
    placeParams(marketplaceId, place),
  )
  return found.length === 0
}
