import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { ReportScope } from './stage-report'

export type RowCounts = { matched: bigint; missingHere: bigint; missingThere: bigint; differing: bigint }

/** What an export may say of a row and we do too; what it does not say is not compared. */
const fields: readonly [name: string, column: string, sort: 'number' | 'word' | 'time'][] = [
  ['amount', 'amount', 'number'],
  ['fee', 'fee', 'number'],
  ['net', 'net', 'number'],
  ['currency', 'currency', 'word'],
  ['category', 'category', 'word'],
  ['type', 'type', 'word'],
  ['created', 'created', 'time'],
  ['available_on', 'available_on', 'time'],
  ['payout', 'payout_id', 'word'],
]

/** As it is shown. The Dashboard leaves the seconds out of its times. */
const shown = {
  number: (column: string) => `${column}::text`,
  word: (column: string) => column,
  time: (column: string) => `to_char(date_trunc($1, ${column} AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS')`,
}
const values = fields
  .map(([name, column, sort]) => `('${name}', ${shown[sort](`r.${column}`)}, ${shown[sort](`o.${column}`)})`)
  .join(', ')
const off = 'f.theirs IS NOT NULL AND f.theirs IS DISTINCT FROM f.ours'

/** As it is stored: of a million rows nearly all are equal, and only the others are worth their words. */
const compared = (side: string, column: string, sort: string) =>
  sort === 'time' ? `date_trunc($1, ${side}.${column})` : `${side}.${column}`
const anyOff = fields
  .map(([, column, sort]) => {
    const [theirs, ours] = [compared('r', column, sort), compared('o', column, sort)]
    return `(r.${column} IS NOT NULL AND ${theirs} IS DISTINCT FROM ${ours})`
  })
  .join(' OR ')

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
     WHERE (${anyOff}) AND ${off}`,
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
