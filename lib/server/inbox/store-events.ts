import type { EventFact } from '@/lib/domain/provider/facts'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { bytePieces, pieceSql } from '../db/pieces'
import type { Sql } from '../db/transaction'
import { sealEvent } from '../personal/event-body'
import { enqueue } from '../queue/enqueue'

/** An event and the bytes it came as. */
export type Arrived = { event: EventFact; body: Uint8Array }

/**
 * Puts events in the inbox, each once however often it comes, and wants the job that works them off, in the same
 * transaction. A body is sealed whole; whom it names is noted when it is worked off. Answers how many were new.
 */
export async function storeArrived(sql: Sql, ctx: Ctx, arrived: readonly Arrived[]): Promise<number> {
  if (arrived.length === 0) return 0
  const { marketplaceId } = ctx.actor
  const inOrder = [...arrived].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const bodies = inOrder.map(({ event, body }) => sealEvent(marketplaceId, event, body))
  const columns = columnsOf(inOrder.map(({ event }) => event))
  const added = await sql.run(insertOnce, [marketplaceId, wallClock(), ...columns, ...bytePieces(bodies)])
  if (added > 0) await enqueue(sql, 'drain-inbox', { marketplaceId })
  return added
}

/** Events that a list showed: their bytes are written anew, digit by digit as they came. */
export function storeEvents(sql: Sql, ctx: Ctx, events: readonly EventFact[]): Promise<number> {
  const arrived = events.map((event) => ({ event, body: Buffer.from(JSON.stringify(event.raw)) }))
  return storeArrived(sql, ctx, arrived)
}

const insertOnce = `
  INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, object_type, object_id, parent_id,
    created, received_at, body)
  SELECT $1, p, l, a, i, t, o, b, q, to_timestamp(c), $2, ${pieceSql('$14', 'f', 'n')}
  FROM unnest($3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::double precision[], $12::int[], $13::int[]) AS x(p, l, a, i, t, o, b, q, c, f, n)
  ON CONFLICT DO NOTHING`

/** In the order of the statement's parameters. */
function columnsOf(events: readonly EventFact[]): unknown[][] {
  return [
    events.map((event) => event.provider),
    events.map((event) => event.livemode),
    events.map((event) => event.accountId),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.objectType),
    events.map((event) => event.objectId),
    events.map((event) => event.parentId),
    events.map((event) => event.created.getTime() / 1000),
  ]
}

/** Two groups that hold the same events meet in the same order, and none waits for the other in a ring. */
function keyOf({ event }: Arrived): string {
  return `${event.accountId}/${event.id}`
}
