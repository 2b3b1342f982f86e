import type { Basis, Factor } from '@/lib/domain/payouts/composition'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

export type CompositionView = {
  basis: Basis
  currency: string
  balanceType: string
  amountMinor: bigint
  beforeMinor: bigint
  consumedMinor: bigint
  remainderMinor: bigint
  afterMinor: bigint
  wholeRows: number
  cutRows: number
  confidence: number
  factors: Factor[]
  policy: string
  computedAt: Date
}

/** When a payout's money came back, and by which row. */
export type ReturnView = { transactionId: string; netMinor: bigint; at: Date }

export type PartView = {
  position: number
  transactionId: string
  category: string | null
  sourceId: string | null
  partMinor: bigint
  rowMinor: bigint | null
  isWhole: boolean
  isEarly: boolean
  availableOn: Date | null
}
export type PartsView = { parts: PartView[]; next: number | null }
export const partsPerPage = 100

type Payout = { id: string; accountId: string }

/** What a payout is made of; null until it has been composed. */
export async function getComposition(ctx: Ctx, { id, accountId }: Payout): Promise<CompositionView | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<CompositionView>(
      `SELECT basis, currency, balance_type AS "balanceType", amount_minor AS "amountMinor", before_minor AS "beforeMinor",
         consumed_minor AS "consumedMinor", remainder_minor AS "remainderMinor", after_minor AS "afterMinor",
         whole_rows AS "wholeRows", cut_rows AS "cutRows", confidence, factors, policy, computed_at AS "computedAt"
       FROM payout_composition
       WHERE money_key = 'stripe:' || $3 AND marketplace_id = $1 AND account_id = $2 AND payout_id = $3`,
      [ctx.actor.marketplaceId, accountId, id],
    ),
  )
  return row ?? null
}

export async function getReturn(ctx: Ctx, { id, accountId }: Payout): Promise<ReturnView | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<ReturnView>(
      `SELECT id AS "transactionId", net_minor AS "netMinor", available_on AS at FROM balance_transaction
       WHERE money_key = 'stripe:' || $3 AND marketplace_id = $1 AND account_id = $2
         AND reporting_category = 'payout_reversal' AND source_id = $3 ORDER BY available_on, created, id LIMIT 1`,
      [ctx.actor.marketplaceId, accountId, id],
    ),
  )
  return row ?? null
}

/** The rows and parts of rows that a payout consumed, in order; a keyset by position. */
export async function listParts(ctx: Ctx, { id, accountId }: Payout, from = 0): Promise<PartsView> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<PartView>(
      `SELECT p.position, p.balance_transaction_id AS "transactionId", b.reporting_category AS category,
         b.source_id AS "sourceId", p.part_minor AS "partMinor", b.net_minor AS "rowMinor", p.is_whole AS "isWhole",
         p.is_early AS "isEarly", b.available_on AS "availableOn"
       FROM payout_part p LEFT JOIN balance_transaction b ON b.money_key = p.row_key
         AND b.marketplace_id = p.marketplace_id AND b.account_id = p.account_id AND b.id = p.balance_transaction_id
       WHERE p.money_key = 'stripe:' || $3 AND p.marketplace_id = $1 AND p.account_id = $2 AND p.payout_id = $3
         AND p.position >= $4 ORDER BY p.position LIMIT ${partsPerPage + 1}`,
      [ctx.actor.marketplaceId, accountId, id, Math.max(0, Math.trunc(from))],
    ),
  )
  return { parts: rows.slice(0, partsPerPage), next: rows[partsPerPage]?.position ?? null }
}
