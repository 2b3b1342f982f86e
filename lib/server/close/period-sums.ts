import type { AccountMonth } from '@/lib/domain/close/facts'
import { firstDay, type Month, nextMonth, type Scope } from '@/lib/domain/close/period'
import { rollForward, type Sums } from '@/lib/domain/close/trial-balance'
import type { Sql } from '../db/transaction'

/** One month of one scope: what every statement about it is bound to. */
export type PeriodPlace = { marketplaceId: string; scope: Scope; month: Month; zone: string }

/** `$1` tenant, `$2` scope, `$3` zone, `$4` first day, `$5` first day after. */
export function placeParams({ marketplaceId, scope, month, zone }: PeriodPlace): unknown[] {
  return [marketplaceId, scope, zone, firstDay(month), firstDay(nextMonth(month))]
}

/** The day on which a posting `p` stands in the books. */
export const bookedDay = 'coalesce(p.posted_on, (p.occurred_at AT TIME ZONE $3)::date)'
export const inScope = (alias: string) => `${alias}.marketplace_id = $1 AND ($2 = '*' OR ${alias}.account_id = $2)`
export const inMonth = `${inScope('p')} AND ${bookedDay} >= $4::date AND ${bookedDay} < $5::date`

/** Every ledger account of the scope with its opening, movements and closing, from the postings themselves. */
export async function sumAccounts(sql: Sql, place: PeriodPlace): Promise<AccountMonth[]> {
  const rows = await sql.rows<Sums>(
    `WITH pairs AS MATERIALIZED (
       SELECT p.debit, p.credit, p.currency, ${bookedDay} < $4::date AS before, sum(p.amount_minor) AS minor
       FROM ledger_posting p WHERE ${inScope('p')} AND ${bookedDay} < $5::date GROUP BY 1, 2, 3, 4)
     SELECT ledger_account AS "ledgerAccount", currency,
       coalesce(sum(debit - credit) FILTER (WHERE before), 0)::bigint AS "openingMinor",
       coalesce(sum(debit) FILTER (WHERE NOT before), 0)::bigint AS "debitMinor",
       coalesce(sum(credit) FILTER (WHERE NOT before), 0)::bigint AS "creditMinor"
     FROM (SELECT debit AS ledger_account, currency, before, minor AS debit, 0 AS credit FROM pairs
       UNION ALL SELECT credit, currency, before, 0, minor FROM pairs) sides
     GROUP BY 1, 2 ORDER BY ledger_account COLLATE "C", currency`,
    placeParams(place),
  )
  return rollForward(rows)
}

export type Digest = { postings: bigint; digest: string; late: bigint }

/** A posting as one line, the same on every server. */
export const postingLine = `concat_ws('|', p.account_id, p.id, p.transaction_id, p.debit, p.credit, p.amount_minor, p.currency,
  to_char(p.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), p.late)`

/** One hash over the month's postings: SHA-256 of each day's lines in order, and of the days in order. */
export async function digestPostings(sql: Sql, place: PeriodPlace): Promise<Digest> {
  const [row] = await sql.rows<Digest>(
    `SELECT coalesce(sum(n), 0)::bigint AS postings, coalesce(sum(late), 0)::bigint AS late,
       encode(sha256(convert_to(coalesce(string_agg(day || ' ' || digest, E'\\n' ORDER BY day), ''), 'UTF8')), 'hex') AS digest
     FROM (SELECT day, count(*) AS n, count(*) FILTER (WHERE late) AS late,
         encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') AS digest
       FROM (SELECT (${bookedDay})::text AS day, p.late, ${postingLine} AS line FROM ledger_posting p WHERE ${inMonth}) lines
       GROUP BY day) days`,
    placeParams(place),
  )
  return row ?? { postings: 0n, late: 0n, digest: '' }
}
