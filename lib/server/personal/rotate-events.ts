import type { Ctx } from '../context'
import { keyring } from '../crypto/keyring'
import { inSql, type Sql } from '../db/transaction'
import { type EventKey, openEvent, sealEvent } from './event-body'

const rowsPerStep = 500

type EventRow = EventKey & { body: Buffer }

/** `unopened`: what no key opens stays as it lies; the key it was sealed under may not leave. */
export type RotatedEvents = { resealed: number; unopened: number }

/** Seals the events of the inbox anew under the newest key, step by step. */
export async function rotateEvents(ctx: Ctx): Promise<RotatedEvents> {
  const total: RotatedEvents = { resealed: 0, unopened: 0 }
  for (let after: EventKey = { provider: '', livemode: false, accountId: '', id: '' }; ; ) {
    const from = after
    const rows = await inSql(ctx, async (sql) => {
      const old = await oldEvents(sql, ctx, from)
      for (const event of old) {
        const opened = openedOrNull(ctx, event)
        if (opened) total.resealed += await resealEvent(sql, ctx, event, opened)
        else total.unopened++
      }
      return old
    })
    const last = rows.at(-1)
    if (!last || rows.length < rowsPerStep) return total
    after = last
  }
}

function oldEvents(sql: Sql, ctx: Ctx, { provider, livemode, accountId, id }: EventKey): Promise<EventRow[]> {
  return sql.rows<EventRow>(
    `SELECT provider, livemode, account_id AS "accountId", id, body FROM inbox_event
     WHERE marketplace_id = $1 AND substr(body, 1, length($2::bytea)) <> $2
       AND (provider, livemode, account_id, id) > ($3, $4, $5, $6)
     ORDER BY provider, livemode, account_id, id LIMIT ${rowsPerStep}`,
    [ctx.actor.marketplaceId, Buffer.from(`sealed:${keyring().newest}:`), provider, livemode, accountId, id],
  )
}

function openedOrNull(ctx: Ctx, event: EventRow): Buffer | null {
  try {
    return openEvent(ctx.actor.marketplaceId, event, event.body)
  } catch {
    return null
  }
}

/** An event that was erased from meanwhile is under the newest key already. */
function resealEvent(sql: Sql, ctx: Ctx, event: EventRow, opened: Buffer): Promise<number> {
  const { provider, livemode, accountId, id, body } = event
  const { marketplaceId } = ctx.actor
  return sql.run(
    `UPDATE inbox_event SET body = $7 WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4
       AND id = $5 AND body = $6`,
    [marketplaceId, provider, livemode, accountId, id, body, sealEvent(marketplaceId, event, opened)],
  )
}
