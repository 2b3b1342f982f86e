import type { RawObject } from '@/lib/domain/provider/facts'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { eraseRaw, type SealedRaw } from './seal-raw'

/** Where somebody's data was just written. */
export type PersonSighting = { moneyKey: string; accountId: string; objectId: string; personHashes: string[] }

/** The row that remembers an erasure: whoever is fetched again later is not stored again. */
export const tombstone = { moneyKey: 'erased', accountId: '', objectId: 'erased' } as const

/** Writes down where people's data lies: what an erasure walks. */
export async function recordPersons(sql: Sql, ctx: Ctx, sightings: readonly PersonSighting[]): Promise<void> {
  const rows = sightings.flatMap(({ personHashes, ...at }) => personHashes.map((hash) => ({ ...at, hash })))
  if (rows.length === 0) return
  await sql.run(
    `INSERT INTO person_ref (money_key, marketplace_id, account_id, object_id, person_hash)
     SELECT DISTINCT "moneyKey", $1, "accountId", "objectId", hash
     FROM jsonb_to_recordset($2::jsonb) AS x("moneyKey" text, "accountId" text, "objectId" text, hash text)
     ORDER BY 1, 3, 4, 5 ON CONFLICT DO NOTHING`,
    [ctx.actor.marketplaceId, JSON.stringify(rows)],
  )
}

/**
 * Of these people, those who asked to be forgotten. Until commit, writers of personal data share a lock that an erasure
 * has alone (`lockPersons`), so that nothing slips past an erasure.
 */
export async function erasedAmong(sql: Sql, ctx: Ctx, hashes: Iterable<string>): Promise<ReadonlySet<string>> {
  const asked = [...new Set(hashes)]
  if (asked.length === 0) return new Set()
  const rows = await sql.rows<{ hash: string }>('SELECT hash FROM erased_among($1, $2::text[]) AS hash', [
    ctx.actor.marketplaceId,
    asked,
  ])
  return new Set(rows.map(({ hash }) => hash))
}

/** Waits for every writer of personal data and keeps the next ones out, until commit. */
export async function lockPersons(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('persons:' || $1, 0))) lock`, [
    ctx.actor.marketplaceId,
  ])
}

/** The raw object as it may be stored: without its personal values when they belong to somebody who was erased. */
export function rawFor({ raw, personHashes }: SealedRaw, erased: ReadonlySet<string>): RawObject {
  return personHashes.some((hash) => erased.has(hash)) ? eraseRaw(raw) : raw
}
