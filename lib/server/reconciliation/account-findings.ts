import { decideAccount } from '@/lib/domain/reconciliation/decide-account'
import type { BalanceCell } from '@/lib/domain/reconciliation/facts'
import type { Finding } from '@/lib/domain/reconciliation/finding'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { Sql } from '../db/transaction'

/** The kinds that come from balances and not from payments. */
export const isAccountKind = `e.kind IN ('NEGATIVE_BALANCE', 'UNEXPLAINED_RESIDUAL', 'RESERVE_DRIFT')`

/** A balance that moved while it was read says nothing: what was found there before stands until it is read again. */
export const accountsThatSpoke = `${isAccountKind} AND NOT (e.kind <> 'NEGATIVE_BALANCE' AND EXISTS (
  SELECT FROM balance_proof p WHERE p.marketplace_id = $1 AND p.account_id = e.account_id AND p.currency = e.currency
    AND p.state = 'unproven'))`

/** What the stored proofs say about all accounts; balances in order are left out in SQL. */
export async function accountFindings(
  sql: Sql,
  marketplaceId: string,
  platformAccount: string | null,
): Promise<Finding[]> {
  const cells = await sql.rows<BalanceCell>(
    `SELECT account_id AS account, currency, balance_type AS "balanceType", state, provider_minor AS "providerMinor",
       ledger_minor AS "ledgerMinor", residual_minor AS "residualMinor", proven_at AS "provenAt"
     FROM balance_proof WHERE marketplace_id = $1 AND (state = 'residual' OR provider_minor < 0)`,
    [marketplaceId],
  )
  const accounts = Map.groupBy(cells, (cell) => cell.account)
  return [...accounts.values()].flatMap((own) => decideAccount(own, platformAccount, reconPolicy))
}

export async function platformAccountOf(sql: Sql, marketplaceId: string): Promise<string | null> {
  const [row] = await sql.rows<{ id: string }>(
    `SELECT account_id AS id FROM provider_connection WHERE marketplace_id = $1 AND provider = 'stripe'
     ORDER BY livemode DESC LIMIT 1`,
    [marketplaceId],
  )
  return row?.id ?? null
}
