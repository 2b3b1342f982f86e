import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { type Arrived, storeArrived } from './store-events'

type Waiting = { arrived: Arrived; stored: () => void; failed: (error: unknown) => void }
type Group = { waiting: Waiting[]; timer: NodeJS.Timeout | null; flying: number }

/** Long enough to gather what arrives together, too short for anybody to notice. */
const gatherMs = 3
const mostTogether = 256
/** While one transaction waits for the disk the next may be gathered and sent. */
const mostFlying = 2

const store = globalThis as { counterfoilInboxGroups?: Map<string, Group> }

/**
 * Resolves when the event stands durably in the inbox. Events that arrive within a few milliseconds share one
 * transaction; if that fails, each is tried by itself, so that one bad event never costs another its place.
 */
export function storeTogether(ctx: Ctx, arrived: Arrived): Promise<void> {
  const group = groupOf(ctx.actor.marketplaceId)
  return new Promise((stored, failed) => {
    group.waiting.push({ arrived, stored, failed })
    schedule(ctx, group)
  })
}

function schedule(ctx: Ctx, group: Group): void {
  if (group.flying >= mostFlying || group.timer || group.waiting.length === 0) return
  if (group.waiting.length >= mostTogether) {
    void flush(ctx, group)
    return
  }
  group.timer = setTimeout(() => {
    group.timer = null
    void flush(ctx, group)
  }, gatherMs)
}

async function flush(ctx: Ctx, group: Group): Promise<void> {
  const batch = group.waiting.splice(0, mostTogether)
  group.flying++
  try {
    await commit(ctx, (sql) =>
      storeArrived(
        sql,
        ctx,
        batch.map(({ arrived }) => arrived),
      ),
    )
    for (const { stored } of batch) stored()
  } catch (error) {
    if (batch.length === 1) batch[0]?.failed(error)
    else await Promise.all(batch.map((waiting) => storeAlone(ctx, waiting)))
  } finally {
    group.flying--
    schedule(ctx, group)
  }
}

async function storeAlone(ctx: Ctx, { arrived, stored, failed }: Waiting): Promise<void> {
  try {
    await commit(ctx, (sql) => storeArrived(sql, ctx, [arrived]))
    stored()
  } catch (error) {
    failed(error)
  }
}

function groupOf(marketplaceId: string): Group {
  store.counterfoilInboxGroups ??= new Map()
  const known = store.counterfoilInboxGroups.get(marketplaceId)
  if (known) return known
  const group: Group = { waiting: [], timer: null, flying: 0 }
  store.counterfoilInboxGroups.set(marketplaceId, group)
  return group
}
