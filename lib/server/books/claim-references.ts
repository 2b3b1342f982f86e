import type { LineError } from '@/lib/domain/books/line-error'
import type { Sql } from '../db/transaction'

export type Claim = { line: number; reference: string; id: string; payloadHash: string }
export type Claimed<T> = { fresh: T[]; known: number; conflicts: LineError[] }

/**
 * Claims each caller's reference for ever. Fresh: nobody had it. Known: the same payload came before (in this call, too).
 * Conflict: the reference stands for something else.
 */
export async function claimReferences<T extends Claim>(
  sql: Sql,
  marketplaceId: string,
  rows: readonly T[],
): Promise<Claimed<T>> {
  const first = new Map<string, T>()
  for (const row of rows) if (!first.has(row.reference)) first.set(row.reference, row)
  const candidates = [...first.values()]
  const wire = JSON.stringify(candidates.map(({ reference, id, payloadHash }) => ({ reference, id, payloadHash })))
  // In order of reference, so that two calls that meet wait for each other and never in a circle.
  const claimed = await sql.rows<{ reference: string }>(
    `INSERT INTO caller_reference (marketplace_id, reference, entry_id, payload_hash)
     SELECT $1, reference, id, "payloadHash"
     FROM jsonb_to_recordset($2::jsonb) AS x(reference text, id text, "payloadHash" text) ORDER BY reference
     ON CONFLICT DO NOTHING RETURNING reference`,
    [marketplaceId, wire],
  )
  const fresh = new Set(claimed.map((row) => row.reference))
  const taken = candidates.map((row) => row.reference).filter((reference) => !fresh.has(reference))
  const standing = await sql.rows<{ reference: string; payload_hash: string }>(
    'SELECT reference, payload_hash FROM caller_reference WHERE marketplace_id = $1 AND reference = ANY($2)',
    [marketplaceId, taken],
  )
  const hashes = new Map(standing.map((row) => [row.reference, row.payload_hash]))
  for (const row of candidates) if (fresh.has(row.reference)) hashes.set(row.reference, row.payloadHash)
  const same = rows.filter((row) => hashes.get(row.reference) === row.payloadHash)
  const written = candidates.filter((row) => fresh.has(row.reference))
  return {
    fresh: written,
    known: same.length - written.length,
    conflicts: rows
      .filter((row) => hashes.get(row.reference) !== row.payloadHash)
      .map((row) => conflict(row, fresh.has(row.reference) ? first.get(row.reference)?.line : undefined)),
  }
}

/** `firstLine`: the line of the same call that took the reference. */
export function conflict({ line, reference }: Pick<Claim, 'line' | 'reference'>, firstLine?: number): LineError {
  const where = firstLine === undefined ? 'was used before' : `is used on line ${firstLine} of this call`
  return {
    line,
    field: 'reference',
    code: 'reference_conflict',
    message: `reference ${JSON.stringify(reference)} ${where} for something else`,
    fix: 'Entries are never changed: send a new reference for new content, or the same content again.',
  }
}
