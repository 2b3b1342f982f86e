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
  const wire = events.map((event, index) => wireRow(event, sealed[index], erased))
  const added = await sql.run(insertOnce, [marketplaceId, `[${wire.join(',')}]`, wallClock()])
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
  SELECT $1, p, l, a, i, t, o, b, c, $3, r
  FROM jsonb_to_recordset($2::jsonb) AS x(p text, l boolean, a text, i text, t text, o text, b text, c timestamptz, r jsonb)
  ORDER BY a, i
  ON CONFLICT DO NOTHING`

function wireRow(event: EventFact, sealed: SealedRaw | undefined, erased: ReadonlySet<string>): string {
  return JSON.stringify({
    p: event.provider,
    l: event.livemode,
    a: event.accountId,
    i: event.id,
    t: event.type,
    o: event.objectType,
    b: event.objectId,
    c: event.created,
    r: sealed ? rawFor(sealed, erased) : null,
  })
}

function sighting(event: EventFact, sealed: SealedRaw | undefined): PersonSighting {
  const moneyKey = moneyKeyOf('stripe', event.objectId ?? event.id)
  return { moneyKey, accountId: event.accountId, objectId: event.id, personHashes: sealed?.personHashes ?? [] }
}
