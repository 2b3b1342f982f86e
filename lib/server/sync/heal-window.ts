import { randomUUID } from 'node:crypto'
import type { BalanceEntry, Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql, type Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { storePage } from './store/store-page'
import { reopenShortPayouts } from './streams/short-payouts'

export type HealReason = 'residual' | 'payout_item_unknown' | 'payout_short' | 'event_gap' | 'row_denied'
export type HealOutcome = 'found' | 'clean' | 'denied'
export type Heal = {
  accountId: string
  reason: HealReason
  from: Date
  to: Date
  rowsFound: number
  outcome: HealOutcome
  detail: Record<string, unknown>
}

/** More rows than these are not asked for one by one. */
const mostDenied = 50

/**
 * Reads one account's window again: what was missed is stored, and a stored row that Stripe no longer lists is asked
 * for by its id. Only what remains after this may become an exception. Answers how many rows were found.
 */
export async function healWindow(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  from: Date,
  to: Date,
  reason: HealReason = 'residual',
): Promise<number> {
  const listed = new Set<string>()
  let [cursor, rowsFound]: [string | null, number] = [null, 0]
  do {
    const page = await provider.listBalanceTransactions(accountId, { from, to }, cursor)
    for (const { transaction } of page.items) listed.add(transaction.id)
    rowsFound += await storeFound(ctx, page.items, page.unsound)
    cursor = page.next
  } while (cursor !== null)
  const denied = await findDenied(ctx, provider, accountId, from, to, listed)
  if (rowsFound > 0) await reopenShortPayouts(ctx, provider, accountId)
  const outcome = denied.length > 0 ? 'denied' : rowsFound > 0 ? 'found' : 'clean'
  await inSql(ctx, (sql) =>
    recordHeal(sql, ctx, { accountId, reason, from, to, rowsFound, outcome, detail: { denied } }),
  )
  return rowsFound
}

/** What the machine mended by itself, for the sync page. */
export async function recordHeal(sql: Sql, ctx: Ctx, heal: Heal): Promise<void> {
  await sql.run(
    `INSERT INTO heal_entry (marketplace_id, id, at, account_id, reason, window_start, window_end, rows_found, outcome, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)`,
    [
      ctx.actor.marketplaceId,
      naturalId('heal', randomUUID()),
      ctx.now,
      heal.accountId,
      heal.reason,
      heal.from,
      heal.to,
      heal.rowsFound,
      heal.outcome,
      JSON.stringify(heal.detail),
    ],
  )
}

async function storeFound(
  ctx: Ctx,
  entries: BalanceEntry[],
  unsound: Parameters<typeof storePage>[2]['unsound'],
): Promise<number> {
  return commit(ctx, async (sql) => (await storePage(sql, ctx, { entries, states: [], unsound })).inserted)
}

/** Stored rows of the window that were not listed and that Stripe denies when asked for them. They stay: nothing is deleted. */
async function findDenied(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  from: Date,
  to: Date,
  listed: ReadonlySet<string>,
): Promise<string[]> {
  const stored = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      `SELECT id FROM balance_transaction WHERE marketplace_id = $1 AND account_id = $2 AND provider = $3 AND livemode = $4
         AND created >= $5 AND created < $6 ORDER BY created, id`,
      [ctx.actor.marketplaceId, accountId, provider.name, provider.livemode, from, to],
    ),
  )
  const unlisted = stored.filter(({ id }) => !listed.has(id)).slice(0, mostDenied)
  const denied: string[] = []
  for (const { id } of unlisted) {
    if ((await provider.retrieveBalanceTransaction(accountId, id)) === null) denied.push(id)
  }
  return denied
}
