import type { ObjectState, Provider } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql } from '../../db/transaction'
import { loadCursors, saveCursors, soleCursor } from '../cursors'
import { storePage } from '../store/store-page'

/** Capture comes within seven days or not at all; one day to spare. */
const windowMs = 8 * 86_400_000

/**
 * Charges that moved no money yet (asynchronous capture, bank debits) stand in no list of balance transactions. They
 * are listed once with the backfill and once a sweep; between those, events tell of them.
 */
export async function syncPendingCharges(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  again: boolean,
): Promise<void> {
  const [done] = await inSql(ctx, (sql) => loadCursors(sql, ctx, provider, accountId, 'pending-charges'))
  if (done && !again) return
  let cursor: string | null = null
  do {
    const page = await provider.listCharges(accountId, { from: new Date(ctx.now.getTime() - windowMs) }, cursor)
    await commit(ctx, async (sql) => {
      await storePage(sql, ctx, { entries: [], states: page.items.filter(isPending), unsound: page.unsound })
      const mark = soleCursor(accountId, 'pending-charges', { done: true, watermark: ctx.now })
      if (page.next === null) await saveCursors(sql, ctx, provider, [mark])
    })
    cursor = page.next
  } while (cursor !== null)
}

function isPending({ legs }: ObjectState): boolean {
  return legs.some((leg) => !leg.settled && !leg.void)
}
