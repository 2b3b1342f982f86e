import type { EventFact } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { erasedAmong, type PersonSighting, rawFor, recordPersons } from '../personal/person-refs'
import { rawPlace, type SealedRaw, sealRaw } from '../personal/seal-raw'
import { enqueue } from '../queue/enqueue'

/**
 * Puts events in the inbox, each once however often it comes, sealed before they are written; and wants the job that
 * works them off, in the same transaction. Answers how many were new.
 */
export async function storeEvents(sql: Sql, ctx: Ctx, events: readonly EventFact[]): Promise<number> {
  if (events.length === 0) return 0
  const { marketplaceId } = ctx.actor
  const sealed = events.map((event) =>
    sealRaw(rawPlace(marketplaceId, 'inbox_event', event.accountId, event.id), event.raw),
  )
  const erased = await erasedAmong(
    sql,
    ctx,
    sealed.flatMap(({ personHashes }) => personHashes),
  )
  const raws = sealed.map((one) => JSON.stringify(rawFor(one, erased)))
  const added = await sql.run(insertOnce, [marketplaceId, wallClock(), ...columnsOf(events), raws])
  await recordPersons(
    sql,
    ctx,
    events.map((event, index) => sighting(event, sealed[index])),
  )
  if (added > 0) await enqueue(sql, 'drain-inbox', { marketplaceId })
  return added
}

const insertOnce = `
  INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, object_type, object_id, created, received_at, raw)
  SELECT $1, p, l, a, i, t, o, b, c, $2, r::jsonb
  FROM unnest($3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],
    $11::text[]) AS x(p, l, a, i, t, o, b, c, r)
  ORDER BY a, i
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
    events.map((event) => event.created),
  ]
}

function sighting(event: EventFact, sealed: SealedRaw | undefined): PersonSighting {
  const moneyKey = moneyKeyOf('stripe', event.objectId ?? event.id)
  return { moneyKey, accountId: event.accountId, objectId: event.id, personHashes: sealed?.personHashes ?? [] }
}
