import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { FoundRow } from './found-rows'
import { keepWaiting } from './waiting'

export type Changes = { opened: number; changed: number; closed: number }

/**
 * Makes the exceptions say what was found. `among` is an SQL condition on `e`, the exceptions that this run answers for:
 * of those, what was not found again closes by itself. A person's resolution stands while the amount is unchanged.
 */
export async function writeFound(sql: Sql, ctx: Ctx, rows: readonly FoundRow[], among: string): Promise<Changes> {
  const { marketplaceId } = ctx.actor
  await sql.run(
    `CREATE TEMP TABLE found ON COMMIT DROP AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(id text, money_key text,
       account_id text, family_id text, kind text, object_id text, seller_id text, currency text, amount_minor bigint,
       direction text, sentence text, evidence jsonb, severity int, occurred_at timestamptz, due_at timestamptz, state text)`,
    [JSON.stringify(rows)],
  )
  await sql.run('ANALYZE found')
  const params = [marketplaceId, ctx.now]
  await keepWaiting(sql, ctx)
  const closed = await sql.run(
    `UPDATE recon_exception e SET state = 'closed', closed_at = $2, version = e.version + 1
     WHERE e.marketplace_id = $1 AND e.state IN ('open', 'waiting') AND ${among}
       AND NOT EXISTS (SELECT FROM found f WHERE f.id = e.id)`,
    params,
  )
  const reopened = await sql.run(reopen, params)
  const changed = await sql.run(change, [marketplaceId])
  const inserted = await sql.run(insert, params)
  await sql.run('DROP TABLE found')
  return { opened: inserted + reopened, changed, closed }
}

const sayAgain = `money_key = f.money_key, family_id = f.family_id, seller_id = f.seller_id, amount_minor = f.amount_minor,
  direction = f.direction, sentence = f.sentence, evidence = f.evidence, occurred_at = f.occurred_at,
  version = e.version + 1`

/** It came back: after it was explained, or with another amount than the one that a person settled. */
const reopen = `UPDATE recon_exception e SET ${sayAgain}, severity = f.severity, due_at = f.due_at, state = f.state,
    opened_at = $2, closed_at = NULL, resolution = NULL, resolved_by = NULL, note_enc = NULL, batch_id = NULL
  FROM found f WHERE e.marketplace_id = $1 AND e.id = f.id
    AND (e.state = 'closed' OR (e.state = 'resolved' AND e.amount_minor <> f.amount_minor))`

/** The same exception with other words or another amount; only another amount or state weighs it anew. */
const change = `UPDATE recon_exception e SET ${sayAgain}, state = f.state,
    severity = CASE WHEN e.amount_minor <> f.amount_minor OR e.state <> f.state THEN f.severity ELSE e.severity END,
    due_at = CASE WHEN e.amount_minor <> f.amount_minor OR e.state <> f.state OR f.state = 'waiting' THEN f.due_at
      ELSE e.due_at END
  FROM found f WHERE e.marketplace_id = $1 AND e.id = f.id AND e.state IN ('open', 'waiting')
    AND ((e.money_key, e.family_id, e.amount_minor, e.direction, e.sentence, e.state, e.evidence)
        <> (f.money_key, f.family_id, f.amount_minor, f.direction, f.sentence, f.state, f.evidence)
      OR e.seller_id IS DISTINCT FROM f.seller_id OR (f.state = 'waiting' AND e.due_at <> f.due_at))`

const insert = `INSERT INTO recon_exception (marketplace_id, id, money_key, account_id, family_id, kind, object_id, seller_id,
    currency, amount_minor, direction, sentence, evidence, severity, occurred_at, due_at, opened_at, state)
  SELECT $1, id, money_key, account_id, family_id, kind, object_id, seller_id, currency, amount_minor, direction, sentence,
    evidence, severity, occurred_at, due_at, $2, state
  FROM found f WHERE NOT EXISTS (SELECT FROM recon_exception e WHERE e.marketplace_id = $1 AND e.id = f.id)
  ORDER BY f.occurred_at, f.id`
