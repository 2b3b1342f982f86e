import type { Sql } from '../../db/transaction'
import { bookedDayOf } from '../load-ties'
import { bookedDay, inScope, placeParams } from '../period-sums'
import type { PeriodRow } from '../rows'

export type CategoryRow = {
  category: string
  currency: string
  rows: bigint
  amountMinor: bigint
  feeMinor: bigint
  netMinor: bigint
  late: bigint
}

/** Stripe's movements as the month has them: its own, less those that came too late for it, and late ones of before. */
export async function sumCategories(sql: Sql, marketplaceId: string, period: PeriodRow): Promise<CategoryRow[]> {
  const { scope, month, zone, basis } = period
  const own = bookedDayOf(basis)
  return sql.rows<CategoryRow>(
    `WITH late AS MATERIALIZED (
       SELECT DISTINCT p.account_id, p.transaction_id, ${bookedDay} >= $4::date AND ${bookedDay} < $5::date AS here
       FROM ledger_posting p WHERE ${inScope('p')} AND p.late)
     SELECT b.reporting_category AS category, b.currency, count(*) AS rows, sum(b.amount_minor)::bigint AS "amountMinor",
       sum(b.fee_minor)::bigint AS "feeMinor", sum(b.net_minor)::bigint AS "netMinor", count(*) FILTER (WHERE l.here) AS late
     FROM balance_transaction b LEFT JOIN late l ON l.account_id = b.account_id AND l.transaction_id = b.id
     WHERE ${inScope('b')} AND coalesce(l.here, ${own} >= $4::date AND ${own} < $5::date)
     GROUP BY 1, 2 ORDER BY 2, 1`,
    placeParams({ marketplaceId, scope, month, zone }),
  )
}

export type RuleRow = { rule: string; entries: bigint; currency: string; amountMinor: bigint }

/** By which rule book entries of the month found their object at Stripe; what found none stands last. */
export async function sumRules(sql: Sql, marketplaceId: string, { scope, month, zone }: PeriodRow): Promise<RuleRow[]> {
  return sql.rows<RuleRow>(
    `SELECT coalesce(l.rule, 'unlinked') AS rule, e.currency, count(*) AS entries, sum(e.amount_minor)::bigint AS "amountMinor"
     FROM book_entry e LEFT JOIN book_link l ON l.money_key = e.money_key AND l.marketplace_id = e.marketplace_id
       AND l.account_id = e.account_id AND l.entry_id = e.id
     WHERE ${inScope('e')} AND (e.occurred_at AT TIME ZONE $3)::date >= $4::date AND (e.occurred_at AT TIME ZONE $3)::date < $5::date
     GROUP BY 1, 2 ORDER BY min(l.rule) IS NULL, 1, 2`,
    placeParams({ marketplaceId, scope, month, zone }),
  )
}

export type OpenItem = {
  id: string
  number: bigint
  kind: string
  accountId: string
  currency: string
  amountMinor: bigint
  occurredAt: Date
  dueAt: Date
  ageDays: number
}

/** What was open when the month was closed, oldest first, with its age at the closing. */
export async function listOpenItems(
  sql: Sql,
  marketplaceId: string,
  period: PeriodRow,
  limit: number,
): Promise<OpenItem[]> {
  return sql.rows<OpenItem>(
    `SELECT e.id, e.number, e.kind, e.account_id AS "accountId", e.currency, e.amount_minor AS "amountMinor",
       e.occurred_at AS "occurredAt", e.due_at AS "dueAt", floor(extract(epoch FROM $3::timestamptz - e.occurred_at) / 86400)::int AS "ageDays"
     FROM recon_exception e WHERE ${inScope('e')} AND e.opened_at <= $3 AND (e.closed_at IS NULL OR e.closed_at > $3)
     ORDER BY e.occurred_at, e.id LIMIT $4`,
    [marketplaceId, period.scope, period.closedAt, limit],
  )
}

export type BalanceRow = {
  accountId: string
  balanceType: string
  currency: string
  closingMinor: bigint
  proof: string | null
  residualMinor: bigint | null
  provenAt: Date | null
}

/** Every balance at Stripe as it was closed, with its last proof. */
export async function listBalances(sql: Sql, marketplaceId: string, period: PeriodRow): Promise<BalanceRow[]> {
  return sql.rows<BalanceRow>(
    `SELECT split_part(c.ledger_account, ':', 2) AS "accountId", split_part(c.ledger_account, ':', 3) AS "balanceType", c.currency,
       c.closing_minor AS "closingMinor", p.state AS proof, p.residual_minor AS "residualMinor", p.proven_at AS "provenAt"
     FROM close_balance c LEFT JOIN LATERAL (
       SELECT state, residual_minor, proven_at FROM balance_proof p WHERE p.marketplace_id = c.marketplace_id
         AND p.account_id = split_part(c.ledger_account, ':', 2) AND p.balance_type = split_part(c.ledger_account, ':', 3)
         AND p.currency = c.currency ORDER BY p.livemode DESC LIMIT 1) p ON true
     WHERE c.marketplace_id = $1 AND c.scope = $2 AND c.month = ($3 || '-01')::date AND c.revision = $4
       AND split_part(c.ledger_account, ':', 1) = 'stripe'
     ORDER BY abs(c.closing_minor) DESC, c.ledger_account, c.currency`,
    [marketplaceId, period.scope, period.month, period.revision],
  )
}
