import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { LifeBundle, LifeLine, LifePart, LifeRow } from '@/lib/domain/money-life/life'
import type { Sql } from '../db/transaction'
import { keysOf } from './load-movements'

const mostParts = 1000

/** From each row onward: the automatic payout that Stripe lists it in, and the payouts made by hand that took of it. */
export async function partsOf(
  sql: Sql,
  marketplaceId: string,
  ids: readonly string[],
  rows: readonly LifeRow[],
): Promise<LifePart[]> {
  const known = [marketplaceId, keysOf(ids), rows.map(({ id }) => id)]
  return sql.rows<LifePart>(
    `SELECT balance_transaction_id AS "rowId", account_id AS "accountId", payout_id AS "payoutId", net_minor AS "partMinor",
       true AS listed
     FROM payout_item WHERE marketplace_id = $1 AND money_key = ANY($2) AND balance_transaction_id = ANY($3)
     UNION ALL
     SELECT balance_transaction_id, account_id, payout_id, part_minor, false
     FROM payout_part WHERE marketplace_id = $1 AND row_key = ANY($2) AND balance_transaction_id = ANY($3)
     ORDER BY 3, 1 LIMIT ${mostParts}`,
    known,
  )
}

/** A payout that was asked for itself: what it is made of, by kind. Its rows may be ten thousand. */
export function bundlesOf(sql: Sql, marketplaceId: string, payoutIds: readonly string[]): Promise<LifeBundle[]> {
  const sums = `coalesce(b.reporting_category, 'unknown') AS category, count(*)::int AS rows`
  const row = `b.marketplace_id = p.marketplace_id AND b.account_id = p.account_id AND b.id = p.balance_transaction_id`
  return sql.rows<LifeBundle>(
    `SELECT p.payout_id AS "payoutId", p.account_id AS "accountId", ${sums}, sum(p.net_minor)::bigint AS "netMinor", p.currency
     FROM payout_item p LEFT JOIN balance_transaction b ON b.money_key = p.money_key AND ${row}
     WHERE p.marketplace_id = $1 AND p.payout_id = ANY($2) GROUP BY p.payout_id, p.account_id, 3, p.currency
     UNION ALL
     SELECT p.payout_id, p.account_id, ${sums}, sum(p.part_minor)::bigint, c.currency
     FROM payout_part p JOIN payout_composition c ON c.money_key = p.money_key AND c.marketplace_id = p.marketplace_id
       AND c.account_id = p.account_id AND c.payout_id = p.payout_id
     LEFT JOIN balance_transaction b ON b.money_key = p.row_key AND ${row}
     WHERE p.marketplace_id = $1 AND p.money_key = ANY($3) GROUP BY p.payout_id, p.account_id, 3, c.currency`,
    [marketplaceId, payoutIds, keysOf(payoutIds)],
  )
}

/** Where a payout's way ends as far as anybody has said. */
export type PayoutEnd = {
  payoutId: string
  accountId: string
  amountMinor: bigint
  currency: string
  status: string | null
  arrivalOn: CalendarDay | null
  traceId: string | null
  /** Null where its bank account is not known here: no statement can say more. */
  bankAccountId: string | null
  statementsUntil: CalendarDay | null
}

export function endsOf(sql: Sql, marketplaceId: string, payoutIds: readonly string[]): Promise<PayoutEnd[]> {
  return sql.rows<PayoutEnd>(
    `SELECT o.id AS "payoutId", o.account_id AS "accountId", o.amount_minor AS "amountMinor", o.currency, o.status,
       to_char(to_timestamp((o.raw->>'arrival_date')::float8) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "arrivalOn",
       o.raw #>> '{trace_id,value}' AS "traceId", k.id AS "bankAccountId", s.until AS "statementsUntil"
     FROM provider_object o
     LEFT JOIN LATERAL (SELECT id FROM bank_account WHERE marketplace_id = $1 AND payouts_of_account = o.account_id
       AND currency = o.currency ORDER BY id LIMIT 1) k ON true
     LEFT JOIN LATERAL (SELECT max(coalesce(closing_on, last_on))::text AS until FROM bank_statement
       WHERE marketplace_id = $1 AND bank_account_id = k.id) s ON true
     WHERE o.marketplace_id = $1 AND o.money_key = ANY($2) AND o.object_type = 'payout' AND o.amount_minor IS NOT NULL
       AND o.currency IS NOT NULL ORDER BY o.created, o.id`,
    [marketplaceId, keysOf(payoutIds)],
  )
}

/** The lines that payouts, their returns and top-ups were found to be, and the line that was asked for. */
export async function linesOf(
  sql: Sql,
  marketplaceId: string,
  ids: readonly string[],
  lineId: string | null,
): Promise<LifeLine[]> {
  type Match = { lineId: string; objectId: string; kind: 'payout' | 'return' | 'topup' }
  const matches = await sql.rows<Match>(
    `SELECT line_id AS "lineId", object_id AS "objectId", kind FROM bank_match
     WHERE marketplace_id = $1 AND object_id = ANY($2)`,
    [marketplaceId, ids],
  )
  const wanted = [...matches.map((match) => match.lineId), ...(lineId === null ? [] : [lineId])]
  const rows = await sql.rows<Omit<LifeLine, 'match'>>(
    `SELECT id, account_id AS "accountId", amount_minor AS "amountMinor", currency, booked_on::timestamp AT TIME ZONE 'UTC' AS at
     FROM bank_line WHERE marketplace_id = $1 AND money_key = ANY($2)`,
    [marketplaceId, wanted.map((id) => `bank:${id}`)],
  )
  const byLine = new Map(matches.map(({ lineId: id, objectId, kind }) => [id, { objectId, kind }]))
  return rows.map((row) => ({ ...row, match: byLine.get(row.id) ?? null }))
}
