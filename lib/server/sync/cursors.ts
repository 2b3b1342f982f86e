import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** `bt`: windows of the backfill. `bt-tail`: how far everything is known. `payout:<id>`: items of one payout. */
export type Stream = 'bt' | 'bt-tail' | 'pending-charges' | 'events' | 'accounts' | `payout:${string}`

export type Cursor = {
  accountId: string
  stream: Stream
  windowStart: Date
  windowEnd: Date | null
  cursor: string | null
  watermark: Date | null
  done: boolean
}

/** The start of a window that is open towards the past. */
export const beginning = new Date(0)

export type Scope = Pick<Provider, 'name' | 'livemode'>

/** Writes cursors in the transaction of the rows they vouch for. */
export async function saveCursors(sql: Sql, ctx: Ctx, scope: Scope, cursors: readonly Cursor[]): Promise<void> {
  if (cursors.length === 0) return
  await sql.run(
    `INSERT INTO sync_cursor (marketplace_id, provider, livemode, account_id, stream, window_start, window_end, cursor,
       watermark, done, updated_at)
     SELECT $1, $2, $3, "accountId", stream, "windowStart", "windowEnd", cursor, watermark, done, $4
     FROM jsonb_to_recordset($5::jsonb) AS x("accountId" text, stream text, "windowStart" timestamptz,
       "windowEnd" timestamptz, cursor text, watermark timestamptz, done boolean)
     ON CONFLICT (marketplace_id, provider, livemode, account_id, stream, window_start) DO UPDATE SET
       cursor = EXCLUDED.cursor, done = sync_cursor.done OR EXCLUDED.done, updated_at = EXCLUDED.updated_at,
       watermark = GREATEST(sync_cursor.watermark, EXCLUDED.watermark)`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, ctx.now, JSON.stringify(cursors)],
  )
}

export async function loadCursors(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  accountId: string,
  stream: Stream,
): Promise<Cursor[]> {
  return sql.rows<Cursor>(
    `SELECT account_id AS "accountId", stream, window_start AS "windowStart", window_end AS "windowEnd", cursor, watermark, done
     FROM sync_cursor WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4 AND stream = $5
     ORDER BY window_start`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, stream],
  )
}

/** A stream that has one row per account. */
export function soleCursor(accountId: string, stream: Stream, state: Partial<Cursor> = {}): Cursor {
  return {
    accountId,
    stream,
    windowStart: beginning,
    windowEnd: null,
    cursor: null,
    watermark: null,
    done: false,
    ...state,
  }
}
