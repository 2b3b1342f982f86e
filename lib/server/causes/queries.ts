import { type Cause, type CauseBy, type CauseFacts, groupByCause, type ShareOf } from '@/lib/domain/exceptions/causes'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import type { Direction, FindingKind } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type ExceptionRow, rowColumns } from '../exceptions/rows'
import { isAccountKind } from '../reconciliation/account-findings'

/** Open exceptions beyond this many are not looked at: the nearest due first. */
export const lookedAt = 20_000

export type CauseFound = Cause & { rows: ExceptionRow[]; before: PastResolution[] }
/** How the same pattern was resolved before: never applied by itself. */
export type PastResolution = { resolution: Resolution; times: number; last: Date }

type FactRow = Omit<CauseFacts, 'traits'> & Record<CauseBy, string | null>

/** Open exceptions that share a cause, with how such ones were resolved before. */
export async function listCauses(ctx: Ctx): Promise<CauseFound[]> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const facts = await causeFacts(sql, marketplaceId, null)
    const causes = groupByCause(facts, await sharesOf(sql, marketplaceId))
    const rows = await sql.rows<ExceptionRow>(
      `SELECT ${rowColumns} FROM recon_exception e WHERE e.marketplace_id = $1 AND e.id = ANY($2::text[])
       ORDER BY e.due_at, e.id`,
      [marketplaceId, causes.flatMap(({ ids }) => ids)],
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    const past = await pastResolutions(sql, marketplaceId)
    return causes.map((cause) => ({
      ...cause,
      rows: cause.ids.flatMap((id) => byId.get(id) ?? []),
      before: past.filter(({ kind, direction }) => kind === cause.kind && direction === cause.direction),
    }))
  })
}

/** What open exceptions have in common with others; of some of them, or of all. */
export async function causeFacts(
  sql: Sql,
  marketplaceId: string,
  ids: readonly string[] | null,
): Promise<CauseFacts[]> {
  return (await sql.rows<FactRow>(openFacts, [marketplaceId, ids])).map(traitsOf)
}

function traitsOf({ import: from, hour, tier, seller, ...facts }: FactRow): CauseFacts {
  const traits = Object.entries({ import: from, hour, tier, seller }).filter(([, value]) => value !== null)
  return { ...facts, traits: Object.fromEntries(traits) }
}

/** What a balance says happened when the balance was read: its hour is nobody's. */
const openFacts = `
  SELECT e.id, e.kind, e.direction, e.currency, e.amount_minor AS "amountMinor", e.seller_id AS seller,
    CASE WHEN NOT (${isAccountKind}) THEN to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') END AS hour, t.tier, i.import_id AS import
  FROM (SELECT * FROM recon_exception WHERE marketplace_id = $1 AND state = 'open' AND ($2::text[] IS NULL OR id = ANY($2))
    ORDER BY due_at, id LIMIT ${lookedAt}) e
  LEFT JOIN LATERAL (SELECT f.tier FROM fee_contract f WHERE f.marketplace_id = $1 AND f.seller_id = e.seller_id
    AND f.valid_from <= e.occurred_at ORDER BY f.valid_from DESC, f.reference DESC LIMIT 1) t ON true
  LEFT JOIN LATERAL (SELECT b.import_id FROM jsonb_array_elements(e.evidence->'rows') r
    JOIN caller_reference c ON c.marketplace_id = $1 AND c.reference = r->>'id'
    JOIN book_entry b ON b.money_key = coalesce('stripe:' || (r->>'objectId'), 'books:' || c.entry_id)
      AND b.marketplace_id = $1 AND b.id = c.entry_id
    WHERE r->>'side' = 'books' AND b.import_id IS NOT NULL LIMIT 1) i ON true`

/**
 * The share of all movements that a trait has: sellers by the postings of their Stripe balance, tiers by their sellers,
 * imports by their rows, an hour by the hours that the open exceptions span.
 */
async function sharesOf(sql: Sql, marketplaceId: string): Promise<ShareOf> {
  const rows = await sql.rows<{ by: CauseBy; value: string; weight: number; total: number }>(shares, [marketplaceId])
  const [span] = await sql.rows<{ hours: number }>(
    `SELECT greatest(1, ceil(extract(epoch FROM max(occurred_at) - min(occurred_at)) / 3600))::int AS hours
     FROM recon_exception WHERE marketplace_id = $1 AND state = 'open'`,
    [marketplaceId],
  )
  const known = new Map(
    rows.map(({ by, value, weight, total }) => [`${by}|${value}`, { part: weight, whole: Math.max(total, 1) }]),
  )
  const hour = { part: 1, whole: Math.max(span?.hours ?? 1, 1) }
  return (by, value) => (by === 'hour' ? hour : known.get(`${by}|${value}`))
}

const shares = `
  WITH seller AS (
    SELECT split_part(ledger_account, ':', 2) AS id, sum(postings)::float8 AS n FROM ledger_balance
    WHERE marketplace_id = $1 AND ledger_account LIKE 'stripe:%' GROUP BY 1),
  tier AS (SELECT DISTINCT ON (seller_id) seller_id, tier FROM fee_contract WHERE marketplace_id = $1
    ORDER BY seller_id, valid_from DESC, reference DESC),
  entries AS (SELECT greatest(sum(reltuples), (SELECT sum(rows_good) FROM book_import WHERE marketplace_id = $1), 1)::float8 AS n
    FROM pg_class c JOIN pg_inherits h ON h.inhrelid = c.oid WHERE h.inhparent = 'book_entry'::regclass)
  SELECT 'seller' AS by, id AS value, n AS weight, sum(n) OVER () AS total FROM seller
  UNION ALL
  SELECT 'tier', t.tier, sum(coalesce(s.n, 0)), sum(sum(coalesce(s.n, 0))) OVER () FROM tier t LEFT JOIN seller s ON s.id = t.seller_id
  GROUP BY t.tier
  UNION ALL
  SELECT 'import', i.id, i.rows_good::float8, e.n FROM book_import i, entries e WHERE i.marketplace_id = $1`

type Past = PastResolution & { kind: FindingKind; direction: Direction }

function pastResolutions(sql: Sql, marketplaceId: string): Promise<Past[]> {
  return sql.rows<Past>(
    `SELECT kind, direction, resolution, count(*)::int AS times, max(closed_at) AS last FROM recon_exception
     WHERE marketplace_id = $1 AND state = 'resolved' AND resolution IS NOT NULL
     GROUP BY kind, direction, resolution ORDER BY times DESC, resolution`,
    [marketplaceId],
  )
}

export type BatchRow = {
  id: string
  kind: FindingKind
  direction: Direction
  /** `rule`: no cause, but a rule that two people activated; its number is the value. */
  causeBy: CauseBy | 'rule'
  causeValue: string
  resolution: Resolution
  count: number
  resolvedBy: string
  resolvedAt: Date
  undoneAt: Date | null
}

/** What was resolved as one, newest first. */
export function listBatches(ctx: Ctx): Promise<BatchRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<BatchRow>(
      `SELECT id, kind, direction, cause_by AS "causeBy", cause_value AS "causeValue", resolution, count,
         resolved_by AS "resolvedBy", resolved_at AS "resolvedAt", undone_at AS "undoneAt"
       FROM resolution_batch WHERE marketplace_id = $1 ORDER BY resolved_at DESC, id LIMIT 50`,
      [ctx.actor.marketplaceId],
    ),
  )
}
