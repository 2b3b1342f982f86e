import type { Provider } from '@/lib/providers/port'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { markClean } from './accounts'
import { loadCursors, saveCursors, soleCursor } from './cursors'
import { storePage } from './store/store-page'

/** Rows may become visible a little out of order: look back this far behind the newest row known. */
const overlapMs = 10 * 60_000
/** A sweep of an account that nothing was heard of looks back further. */
const sweepOverlapMs = 26 * 3_600_000

export type CaughtUp = { inserted: number }

/**
 * Reads what is new on one account, newest first, back to the watermark less the overlap. Rows seen before are met
 * again and change nothing; the watermark moves with the last page, so a crash only means looking again.
 */
export async function catchUpAccount(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  isSweep: boolean,
): Promise<CaughtUp> {
  const lookedAt = wallClock()
  const [tail] = await inSql(ctx, (sql) => loadCursors(sql, ctx, provider, accountId, 'bt-tail'))
  const watermark = tail?.watermark ?? null
  const from = watermark ? new Date(watermark.getTime() - (isSweep ? sweepOverlapMs : overlapMs)) : undefined
  let [newest, inserted] = [watermark?.getTime() ?? 0, 0]
  let cursor: string | null = null
  do {
    const page = await provider.listBalanceTransactions(accountId, { from }, cursor)
    for (const { transaction } of page.items) newest = Math.max(newest, transaction.created.getTime())
    inserted += await commit(ctx, async (sql) => {
      const stored = await storePage(sql, ctx, { entries: page.items, states: [], unsound: page.unsound })
      if (page.next === null) {
        await saveCursors(sql, ctx, provider, [
          soleCursor(accountId, 'bt-tail', { watermark: new Date(newest), done: true }),
        ])
        await markClean(sql, ctx, provider, accountId, lookedAt, isSweep ? ctx.now : null)
      }
      return stored.inserted
    })
    cursor = page.next
  } while (cursor !== null)
  return { inserted }
}
