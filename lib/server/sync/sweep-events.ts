import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { storeEvents } from '../inbox/store-events'
import { quarantineBodies } from '../quarantine/quarantine-bodies'
import { saveCursors, soleCursor } from './cursors'
import { recordHeal } from './heal-window'
import { whileReachable } from './run/while-reachable'
import { type Task, workOff } from './run/work-pool'

const minuteMs = 60_000
const dayMs = 86_400_000
/** Stripe's list of events reaches back thirty days; one day is left for clocks that disagree. */
const reachMs = 29 * dayMs
const overlapMs = 10 * minuteMs
/** What is younger may still be on its way to the webhook and is no gap. */
const onItsWayMs = 2 * minuteMs
const width = 6

export type Swept = { accounts: number; found: number; healed: number }
type Listener = { accountId: string; watermark: Date; first: boolean }

/**
 * Holds the provider's own list of events against the inbox and puts in what never arrived. The platform and accounts
 * that were active lately are asked every time, the others once a day: cost follows events, not sellers.
 */
export async function sweepEvents(ctx: Ctx, provider: Provider): Promise<Swept> {
  const listeners = await listDue(ctx, provider)
  const swept: Swept = { accounts: listeners.length, found: 0, healed: 0 }
  const tasks = listeners.map((listener) => async (): Promise<Task[]> => {
    await whileReachable(ctx, provider, listener.accountId, async () => {
      const { found, healed } = await sweepAccount(ctx, provider, listener)
      swept.found += found
      swept.healed += healed
    })
    return []
  })
  await workOff(tasks, width)
  return swept
}

async function sweepAccount(
  ctx: Ctx,
  provider: Provider,
  { accountId, watermark, first }: Listener,
): Promise<{ found: number; healed: number }> {
  const earliest = ctx.now.getTime() - reachMs
  const from = new Date(Math.max(earliest, watermark.getTime() - overlapMs))
  let [found, healed, newest] = [0, 0, watermark.getTime()]
  let cursor: string | null = null
  do {
    const page = await provider.listEvents(accountId, { from }, cursor)
    for (const event of page.items) newest = Math.max(newest, event.created.getTime())
    const late = page.items.filter(({ created }) => created.getTime() < ctx.now.getTime() - onItsWayMs)
    const young = page.items.filter((event) => !late.includes(event))
    const before = healed
    ;[found, healed] = await commit(ctx, async (sql) => {
      const mended = await storeEvents(sql, ctx, late)
      const others = await storeEvents(sql, ctx, young)
      await quarantineBodies(sql, ctx, page.unsound)
      if (page.next === null) {
        if (before + mended > 0 && !first) await recordHeal(sql, ctx, healOf(ctx, accountId, from, before + mended))
        const mark = soleCursor(accountId, 'events', { watermark: new Date(newest), done: true })
        await saveCursors(sql, ctx, provider, [mark])
      }
      return [found + mended + others, before + mended]
    })
    cursor = page.next
  } while (cursor !== null)
  // The first sweep of an account meets what happened before anybody listened: that is no gap.
  return { found, healed: first ? 0 : healed }
}

function healOf(ctx: Ctx, accountId: string, from: Date, rowsFound: number) {
  return {
    accountId,
    reason: 'event_gap',
    from,
    to: ctx.now,
    rowsFound,
    outcome: 'found',
    detail: { events: rowsFound },
  } as const
}

/** Only accounts that were read already: what happened before their backfill is in it. */
async function listDue(ctx: Ctx, provider: Provider): Promise<Listener[]> {
  const [dayAgo, twoDaysAgo] = [new Date(ctx.now.getTime() - dayMs), new Date(ctx.now.getTime() - 2 * dayMs)]
  return inSql(ctx, (sql) =>
    sql.rows<Listener>(
      `SELECT a.account_id AS "accountId", COALESCE(e.watermark, t.watermark) AS watermark, e.account_id IS NULL AS first
       FROM provider_account a
       JOIN sync_cursor t ON t.marketplace_id = a.marketplace_id AND t.provider = a.provider AND t.livemode = a.livemode
         AND t.account_id = a.account_id AND t.stream = 'bt-tail'
       LEFT JOIN sync_cursor e ON e.marketplace_id = a.marketplace_id AND e.provider = a.provider AND e.livemode = a.livemode
         AND e.account_id = a.account_id AND e.stream = 'events'
       WHERE a.marketplace_id = $1 AND a.provider = $2 AND a.livemode = $3 AND a.deauthorized_at IS NULL
         AND (a.is_platform OR a.dirty_since IS NOT NULL OR t.watermark > $5 OR e.updated_at IS NULL OR e.updated_at < $4)
       ORDER BY a.is_platform DESC, a.account_id`,
      [ctx.actor.marketplaceId, provider.name, provider.livemode, dayAgo, twoDaysAgo],
    ),
  )
}
