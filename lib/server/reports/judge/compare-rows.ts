import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { ReportScope } from './stage-report'

export type RowCounts = { matched: bigint; missingHere: bigint; missingThere: bigint; differing: bigint }

/** What an export may say of a row and we do too; what it does not say is not compared. */
const fields: readonly [name: string, theirs: string, ours: string][] = [
  ['amount', 'r.amount::text', 'o.amount::text'],
  ['fee', 'r.fee::text', 'o.fee::text'],
  ['net', 'r.net::text', 'o.net::text'],
  ['currency', 'r.currency', 'o.currency'],
  ['category', 'r.category', 'o.category'],
  ['type', 'r.type', 'o.type'],
  ['created', time('r.created'), time('o.created')],
  ['available_on', time('r.available_on'), time('o.available_on')],
  ['payout', 'r.payout_id', 'o.payout_id'],
]

/** The Dashboard leaves the seconds out of its times. */
function time(column: string): string {
  return `to_char(date_trunc($1, ${column} AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS')`
}

const values = fields.map(([name, theirs, ours]) => `('${name}', ${theirs}, ${ours})`).join(', ')
const off = 'f.theirs IS NOT NULL AND f.theirs IS DISTINCT FROM f.ours'

/** Both tables of this transaction held against each other by account and id, in sets. */
export async function compareRows(sql: Sql, scope: ReportScope): Promise<RowCounts> {
  await sql.run(
    `CREATE TEMP TABLE row_difference (kind text, account_id text, id text, currency text, field text, theirs text,
       ours text, line int, made_at timestamptz) ON COMMIT DROP`,
  )
  await sql.run(
    `INSERT INTO row_difference
     SELECT 'field', r.account_id, r.id, r.currency, f.name, f.theirs, f.ours, r.line, r.created
     FROM report_row r JOIN own_row o USING (account_id, id) CROSS JOIN LATERAL (VALUES ${values}) f(name, theirs, ours)
     WHERE ${off}`,
    [scope.kind === 'dashboard' ? 'minute' : 'second'],
  )
  await sql.run(
    `INSERT INTO row_difference
     SELECT 'missing_here', r.account_id, r.id, r.currency, NULL, r.net::text, NULL, r.line, r.created
     FROM report_row r WHERE NOT EXISTS (SELECT FROM own_row o WHERE o.account_id = r.account_id AND o.id = r.id)`,
  )
  await sql.run(
    `INSERT INTO row_difference
     SELECT 'missing_there', o.account_id, o.id, o.currency, NULL, NULL, o.net::text, NULL, o.created
     FROM own_row o WHERE NOT EXISTS (SELECT FROM report_row r WHERE r.account_id = o.account_id AND r.id = o.id)`,
  )
  const [counts] = await sql.rows<RowCounts>(
    `SELECT (SELECT count(*) FROM report_row r JOIN own_row o USING (account_id, id)) AS matched,
       count(*) FILTER (WHERE kind = 'missing_here') AS "missingHere",
       count(*) FILTER (WHERE kind = 'missing_there') AS "missingThere",
       count(DISTINCT account_id || '/' || id) FILTER (WHERE kind = 'field') AS differing
     FROM row_difference`,
  )
  return counts ?? { matched: 0n, missingHere: 0n, missingThere: 0n, differing: 0n }
}

/** Rows that the export has and we do not, with the time they were made: to be asked for one by one. */
export type MissingRow = { accountId: string; id: string; created: Date }

export async function listMissing(sql: Sql, most: number): Promise<MissingRow[]> {
  return sql.rows<MissingRow>(
    `SELECT account_id AS "accountId", id, made_at AS created FROM row_difference
     WHERE kind = 'missing_here' ORDER BY account_id, made_at, id LIMIT $1`,
    [most],
  )
}

/** Keeps the first of the differences with the check, in an order that is the same every time. */
export async function keepDifferences(sql: Sql, ctx: Ctx, checkId: string, most: number): Promise<void> {
  await sql.run(
    `INSERT INTO report_difference (marketplace_id, check_id, ordinal, kind, account_id, transaction_id, currency,
       field, theirs, ours, line, made_at)
     SELECT $1, $2, row_number() OVER (ORDER BY account_id, line NULLS LAST, id, kind, field), kind, account_id, id,
       currency, field, theirs, ours, line, made_at
     FROM row_difference ORDER BY account_id, line NULLS LAST, id, kind, field LIMIT $3`,
    [ctx.actor.marketplaceId, checkId, most],
  )
}
