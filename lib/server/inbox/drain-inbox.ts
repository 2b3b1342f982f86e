import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { endAccess, markDirty } from '../sync/accounts'
import { followAccounts } from '../sync/follow-accounts'
import { storeAccounts } from '../sync/store/store-accounts'
import { storePage } from '../sync/store/store-page'
import { type EventPlan, planFor } from './event-plan'
import { failEvents, nextEvents, settleEvents, type WaitingEvent } from './inbox-rows'
import { keepForeign } from './keep-foreign'
import { notePersons, openEvents } from './note-persons'
import { type Group, type ReadAnew, readAnew } from './read-anew'

const eventsPerSet = 500

export type Drained = { events: number; kept: number; failed: number; accounts: number; rows: number }

/**
 * Works off the inbox in sets: events collapse to the objects they speak of, each object is asked for anew, and the
 * accounts on which money may have moved are caught up in the same run. Killed anywhere, it starts where the last
 * commit stood; run twice at once, both store the same.
 */
export async function drainInbox(ctx: Ctx, provider: Provider): Promise<Drained> {
  const total: Drained = { events: 0, kept: 0, failed: 0, accounts: 0, rows: 0 }
  const skip: string[] = []
  await keepForeign(ctx)
  for (;;) {
    const events = await inSql(ctx, (sql) => nextEvents(sql, ctx, provider, eventsPerSet, skip))
    if (events.length === 0) return total
    const { dirty, failed, kept } = await drainSet(ctx, provider, events)
    skip.push(...failed.map(({ accountId, id }) => `${accountId}/${id}`))
    total.rows += await followAccounts(ctx, provider, dirty)
    total.events += events.length
    total.kept += kept
    total.failed += failed.length
    total.accounts += dirty.length
  }
}

type SetResult = { dirty: string[]; failed: WaitingEvent[]; kept: number }

async function drainSet(ctx: Ctx, provider: Provider, waiting: readonly WaitingEvent[]): Promise<SetResult> {
  const { opened, shut } = openEvents(ctx, waiting)
  const events = opened.map(({ event }) => event)
  const planned = Map.groupBy(events, planOf)
  const of = (plan: EventPlan) => planned.get(plan) ?? []
  const ended = new Set(of('deauthorized').map(({ accountId }) => accountId))
  const open = (event: WaitingEvent) => !ended.has(event.accountId)
  const groups = [
    ...groupsOf('refetch', of('refetch').filter(open)),
    ...groupsOf('account', of('account').filter(open)),
  ]
  const strangers = await strangersAmong(ctx, provider, events.filter(open))
  const read = await readAnew(provider, [...groups, ...strangers])
  const failures = [...read.failed, ...shut]
  const failed = failures.flatMap((failure) => failure.events)
  const dirty = accountsWithMoney(provider, [...of('refetch'), ...of('look')], read).filter((id) => !ended.has(id))
  const plain = [...of('look'), ...of('note'), ...of('deauthorized'), ...events.filter((event) => !open(event))]
  await commit(ctx, async (sql) => {
    await notePersons(sql, ctx, opened)
    await storeAccounts(sql, ctx, read.accounts)
    await storePage(sql, ctx, { entries: [], states: read.states, unsound: read.unsound })
    for (const accountId of [...ended, ...read.unreachable]) await endAccess(sql, ctx, provider, accountId)
    await markDirty(sql, ctx, provider, dirty)
    await settleEvents(sql, ctx, [...read.settled, ...plain], 'done')
    await settleEvents(sql, ctx, of('keep'), 'kept')
    for (const { events, error } of failures) if (events.length > 0) await failEvents(sql, ctx, events, error)
  })
  return { dirty, failed, kept: of('keep').length }
}

/** An event that speaks of an object without naming it cannot be followed: it is kept like one of an unknown type. */
function planOf({ type, objectType, objectId }: WaitingEvent): EventPlan {
  const plan = planFor(type, objectType)
  return (plan === 'refetch' || plan === 'account') && objectId === null ? 'keep' : plan
}

/** One request answers all events of one object of one account. */
function groupsOf(kind: 'refetch' | 'account', events: readonly WaitingEvent[]): Group[] {
  const groups = new Map<string, Group>()
  for (const event of events) {
    const { accountId, objectType, objectId, parentId } = event
    if (objectType === null || objectId === null) continue
    const key = `${accountId}/${objectType}/${objectId}`
    const group = groups.get(key) ?? { kind, accountId, objectType, objectId, parentId, events: [] }
    group.events.push(event)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** An account that connected a moment ago is heard of before it is listed. */
async function strangersAmong(ctx: Ctx, provider: Provider, events: readonly WaitingEvent[]): Promise<Group[]> {
  const named = [...new Set(events.map(({ accountId }) => accountId))]
  const strangers = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      `SELECT id FROM unnest($4::text[]) AS named(id) WHERE NOT EXISTS (SELECT FROM provider_account a
         WHERE a.marketplace_id = $1 AND a.provider = $2 AND a.livemode = $3 AND a.account_id = named.id)`,
      [ctx.actor.marketplaceId, provider.name, provider.livemode, named],
    ),
  )
  return strangers.map(({ id }) => ({
    kind: 'account',
    accountId: id,
    objectType: 'account',
    objectId: id,
    parentId: null,
    events: [],
  }))
}

/** Where money may have moved: the event's own account, and the seller that its object pays or takes from. */
function accountsWithMoney(provider: Provider, events: readonly WaitingEvent[], read: ReadAnew): string[] {
  const ids = new Set(events.map(({ accountId }) => accountId))
  for (const { legs } of read.states) {
    for (const { sellerId } of legs) if (sellerId) ids.add(sellerId)
  }
  for (const id of read.unreachable) if (id !== provider.platformAccountId) ids.delete(id)
  return [...ids]
}
