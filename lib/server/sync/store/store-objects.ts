import type { ProviderObjectFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import { textPieceSql, textPieces } from '../../db/pieces'
import type { Sql } from '../../db/transaction'
import { erasedAmong, type PersonSighting, rawFor } from '../../personal/person-refs'
import { rawPlace, sealRaw } from '../../personal/seal-raw'

/** An object whose status is another one than before. */
export type TurnedObject = { moneyKey: string; accountId: string; parentId: string | null }
export type StoredObjects = { won: ReadonlySet<string>; turned: TurnedObject[]; persons: PersonSighting[] }

/**
 * Newer wins: an object is replaced only by an answer whose request began later, so neither a late answer nor a second
 * update within one second is lost. `won` names the objects (account/id) whose state is now what was given,
 * `turned` the disputes among them that were decided meanwhile: a verdict hangs on that, and no movement tells of it.
 */
export async function storeObjects(sql: Sql, ctx: Ctx, given: readonly ProviderObjectFact[]): Promise<StoredObjects> {
  const facts = newestOfEach(given)
  if (facts.length === 0) return { won: new Set(), turned: [], persons: [] }
  const { marketplaceId } = ctx.actor
  const sealed = facts.map((fact) =>
    sealRaw(rawPlace(marketplaceId, 'provider_object', fact.accountId, fact.id), fact.raw),
  )
  const erased = await erasedAmong(
    sql,
    ctx,
    sealed.flatMap(({ personHashes }) => personHashes),
  )
  const raws = textPieces(sealed.map((one) => JSON.stringify(rawFor(one, erased))))
  const params = [marketplaceId, ...columnsOf(facts), ...raws]
  const before = await disputeStatuses(sql, marketplaceId, facts)
  const rows = await sql.rows<{ accountId: string; id: string }>(upsertNewer, params)
  const persons = facts.flatMap((fact, index) => {
    const personHashes = sealed[index]?.personHashes ?? []
    return personHashes.length > 0
      ? [{ moneyKey: fact.moneyKey, accountId: fact.accountId, objectId: fact.id, personHashes }]
      : []
  })
  const won = new Set(rows.map(({ accountId, id }) => `${accountId}/${id}`))
  const turned = facts.filter((fact) => {
    const key = `${fact.accountId}/${fact.id}`
    return won.has(key) && before.has(key) && before.get(key) !== fact.status
  })
  return {
    won,
    turned: turned.map(({ moneyKey, accountId, parentId }) => ({ moneyKey, accountId, parentId })),
    persons,
  }
}

async function disputeStatuses(
  sql: Sql,
  marketplaceId: string,
  facts: readonly ProviderObjectFact[],
): Promise<Map<string, string | null>> {
  const keys = facts.filter((fact) => fact.objectType === 'dispute').map((fact) => fact.moneyKey)
  if (keys.length === 0) return new Map()
  const rows = await sql.rows<{ key: string; status: string | null }>(
    `SELECT account_id || '/' || id AS key, status FROM provider_object
     WHERE marketplace_id = $1 AND money_key = ANY($2) AND object_type = 'dispute'`,
    [marketplaceId, keys],
  )
  return new Map(rows.map(({ key, status }) => [key, status]))
}

const upsertNewer = `
  INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created,
    amount_minor, currency, status, parent_id, raw, observed_at)
  SELECT k, $1, a, i, p, l, t, to_timestamp(c), m, u, s, q, ${textPieceSql('$16', 'f', 'n')}::jsonb, to_timestamp(o)
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::double precision[],
    $9::bigint[], $10::text[], $11::text[], $12::text[], $13::double precision[], $14::int[], $15::int[])
    AS x(k, a, i, p, l, t, c, m, u, s, q, o, f, n)
  ON CONFLICT (money_key, marketplace_id, account_id, id) DO UPDATE SET
    amount_minor = EXCLUDED.amount_minor, currency = EXCLUDED.currency, status = EXCLUDED.status,
    parent_id = COALESCE(EXCLUDED.parent_id, provider_object.parent_id), raw = EXCLUDED.raw, observed_at = EXCLUDED.observed_at
  WHERE provider_object.observed_at <= EXCLUDED.observed_at
  RETURNING account_id AS "accountId", id`

/** One page may show an object twice (a charge and its partial capture); one statement may not. */
function newestOfEach(facts: readonly ProviderObjectFact[]): ProviderObjectFact[] {
  const newest = new Map<string, ProviderObjectFact>()
  for (const fact of facts) {
    const key = `${fact.accountId}/${fact.id}`
    const known = newest.get(key)
    if (!known || known.observedAt <= fact.observedAt) newest.set(key, fact)
  }
  return [...newest.values()].sort(byKey)
}

/** Two writers of the same objects meet in the same order, and none waits for the other in a ring. */
function byKey(a: ProviderObjectFact, b: ProviderObjectFact): number {
  if (a.moneyKey !== b.moneyKey) return a.moneyKey < b.moneyKey ? -1 : 1
  return `${a.accountId}/${a.id}` < `${b.accountId}/${b.id}` ? -1 : 1
}

/** In the order of the statement's parameters. */
function columnsOf(facts: readonly ProviderObjectFact[]): unknown[][] {
  return [
    facts.map((fact) => fact.moneyKey),
    facts.map((fact) => fact.accountId),
    facts.map((fact) => fact.id),
    facts.map((fact) => fact.provider),
    facts.map((fact) => fact.livemode),
    facts.map((fact) => fact.objectType),
    facts.map((fact) => fact.created.getTime() / 1000),
    facts.map((fact) => fact.amountMinor),
    facts.map((fact) => fact.currency),
    facts.map((fact) => fact.status),
    facts.map((fact) => fact.parentId),
    facts.map((fact) => fact.observedAt.getTime() / 1000),
  ]
}
