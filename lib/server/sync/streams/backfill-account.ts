import type { BalanceEntry, Page, Provider, UnsoundBody } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql } from '../../db/transaction'
import { markClean } from '../accounts'
import { type Cursor, loadCursors, saveCursors, soleCursor } from '../cursors'
import type { RunProgress } from '../run/progress'
import type { Task } from '../run/work-pool'
import { storePage } from '../store/store-page'
import { windowsFrom } from './backfill-windows'

/** Few commits, and little to read again after a crash. */
const pagesPerCommit = 10

export type Backfill = { ctx: Ctx; provider: Provider; accountId: string; lookedAt: Date; progress: RunProgress }

/**
 * Reads an account's whole past. Returns the tasks that are left after the first page; every commit moves its window's
 * cursor together with its rows, so a process that dies anywhere goes on where the last commit stood.
 */
export async function startBackfill(backfill: Backfill, finished: () => Promise<void>): Promise<Task[]> {
  const { ctx, provider, accountId } = backfill
  const known = await inSql(ctx, (sql) => loadCursors(sql, ctx, provider, accountId, 'bt'))
  const windows = known.length > 0 ? known : await readFirstPage(backfill)
  const open = windows.filter((window) => !window.done)
  let left = open.length
  const close = async () => {
    await finishBackfill(backfill)
    await finished()
  }
  if (left === 0) {
    await close()
    return []
  }
  return open.map((window) => async () => {
    await readWindow(backfill, window)
    left--
    if (left === 0) await close()
    return []
  })
}

async function readFirstPage(backfill: Backfill): Promise<Cursor[]> {
  const { provider, accountId } = backfill
  const page = await provider.listBalanceTransactions(accountId, {}, null)
  const times = page.items.map(({ transaction }) => transaction.created.getTime())
  if (times.length === 0) {
    const whole = soleCursor(accountId, 'bt', { cursor: page.next, done: page.next === null })
    await store(backfill, [], page.unsound, [whole])
    return [whole]
  }
  const [newest, oldest] = [new Date(Math.max(...times)), new Date(Math.min(...times))]
  const more = page.next !== null
  const windows = windowsFrom({ accountId, rows: times.length, newest, oldest, more, bornAt: await bornAt(backfill) })
  // The newest row seen now is where catching up starts later; the mark waits on the window that is done already.
  const marked = windows.map((window) => (window.done ? { ...window, watermark: newest } : window))
  await store(backfill, page.items, page.unsound, marked)
  return marked
}

async function readWindow(backfill: Backfill, window: Cursor): Promise<void> {
  const { provider, accountId } = backfill
  const from = window.windowStart.getTime() === 0 ? undefined : window.windowStart
  let cursor = window.cursor
  let ended = false
  while (!ended) {
    const pages: Page<BalanceEntry>[] = []
    do {
      const page = await provider.listBalanceTransactions(
        accountId,
        { from, to: window.windowEnd ?? undefined },
        cursor,
      )
      pages.push(page)
      ended = page.next === null
      cursor = page.next ?? cursor
    } while (!ended && pages.length < pagesPerCommit)
    const entries = pages.flatMap((page) => page.items)
    const unsound = pages.flatMap((page) => page.unsound)
    await store(backfill, entries, unsound, [{ ...window, cursor, done: ended }])
  }
}

async function store(
  backfill: Backfill,
  entries: BalanceEntry[],
  unsound: UnsoundBody[],
  cursors: Cursor[],
): Promise<void> {
  const { ctx, provider, accountId, progress } = backfill
  const { inserted } = await commit(ctx, async (sql) => {
    const stored = await storePage(sql, ctx, { entries, states: [], unsound })
    await saveCursors(sql, ctx, provider, cursors)
    return stored
  })
  progress.add({ rows: inserted })
  progress.yielded(accountId, inserted)
}

/** From here on the account only catches up. */
async function finishBackfill({ ctx, provider, accountId, lookedAt }: Backfill): Promise<void> {
  await commit(ctx, async (sql) => {
    const windows = await loadCursors(sql, ctx, provider, accountId, 'bt')
    const marks = windows.flatMap(({ watermark }) => watermark?.getTime() ?? [])
    const watermark = new Date(Math.max(0, ...marks))
    await saveCursors(sql, ctx, provider, [soleCursor(accountId, 'bt-tail', { watermark, done: true })])
    await markClean(sql, ctx, provider, accountId, lookedAt, ctx.now)
  })
}

async function bornAt({ ctx, provider, accountId }: Backfill): Promise<Date | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ created: Date | null }>(
      'SELECT created FROM provider_account WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4',
      [ctx.actor.marketplaceId, provider.name, provider.livemode, accountId],
    ),
  )
  return row?.created ?? null
}
