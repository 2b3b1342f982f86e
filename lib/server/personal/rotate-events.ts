import type { Ctx } from '../context'
import { keyring } from '../crypto/keyring'
import { inSql, type Sql } from '../db/transaction'
import { type EventKey, openEvent, sealEvent } from './event-body'

const rowsPerStep = 500

type EventRow = EventKey & { body: Buffer }

/** Seals the events of the inbox anew under the newest key, step by step. Answers how many were under an older one. */
export async function rotateEvents(ctx: Ctx): Promise<number> {
  let total = 0
  for (let after: EventKey = { provider: '', livemode: false, accountId: '', id: '' }; ; ) {
    const from = after
    const rows = await inSql(ctx, async (sql) => {
      const old = await oldEvents(sql, ctx, from)
      for (const event of old) total += await resealEvent(sql, ctx, event)
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

/** An event that was erased from meanwhile is under the newest key already. */
function resealEvent(sql: Sql, ctx: Ctx, event: EventRow): Promise<number> {
  const { provider, livemode, accountId, id, body } = event
  const { marketplaceId } = ctx.actor
  return sql.run(
    `UPDATE inbox_event SET body = $7 WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4
       AND id = $5 AND body = $6`,
    [
      marketplaceId,
      provider,
      livemode,
      accountId,
      id,
      body,
      sealEvent(marketplaceId, event, openEvent(marketplaceId, event, body)),
    ],
  )
}
