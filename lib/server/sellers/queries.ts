import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

export type SellerRow = {
  accountId: string
  country: string | null
  currency: string | null
  created: Date | null
  deauthorizedAt: Date | null
  balances: { currency: string; amountMinor: bigint }[]
}

/** Connected accounts in order of their id, with what Stripe said their balance was; keyset by id. */
export async function listSellers(ctx: Ctx, filter: { after?: string; limit?: number }): Promise<SellerRow[]> {
  const { after = '', limit = 50 } = filter
  type Row = Omit<SellerRow, 'balances'> & { balances: { currency: string; minor: string }[] }
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Row>(
      `SELECT a.account_id AS "accountId", a.country, a.default_currency AS currency, a.created,
         a.deauthorized_at AS "deauthorizedAt", coalesce(b.balances, '[]'::jsonb) AS balances
       FROM provider_account a
       LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('currency', p.currency, 'minor', p.provider_minor::text)
           ORDER BY p.currency) AS balances
         FROM balance_proof p WHERE p.marketplace_id = $1 AND p.provider = a.provider AND p.livemode = a.livemode
           AND p.account_id = a.account_id AND p.balance_type = 'payments' AND p.provider_minor IS NOT NULL) b ON true
       WHERE a.marketplace_id = $1 AND NOT a.is_platform AND a.account_id > $2 ORDER BY a.account_id LIMIT $3`,
      [ctx.actor.marketplaceId, after, Math.min(Math.max(Math.trunc(limit), 1), 200)],
    ),
  )
  return rows.map((row) => ({
    ...row,
    balances: row.balances.map(({ currency, minor }) => ({ currency, amountMinor: BigInt(minor) })),
  }))
}

/** An account may be known in both modes; test money is nobody's. */
export type SellerMode = { provider: string; livemode: boolean }

export type SellerFacts = Omit<SellerRow, 'balances'> &
  SellerMode & {
    payoutsEnabled: boolean
    interval: string | null
    /** Every currency in which the account has ever moved money, by use. */
    currencies: string[]
  }

export const modeOf = ({ provider, livemode }: SellerFacts): SellerMode => ({ provider, livemode })

/** One seller; null where this marketplace has no such connected account. */
export async function getSeller(ctx: Ctx, accountId: string): Promise<SellerFacts | null> {
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<Omit<SellerFacts, 'currencies'>>(
      `SELECT account_id AS "accountId", country, default_currency AS currency, created, provider, livemode,
         deauthorized_at AS "deauthorizedAt", raw->>'payouts_enabled' IS DISTINCT FROM 'false' AS "payoutsEnabled",
         raw #>> '{settings,payouts,schedule,interval}' AS interval
       FROM provider_account WHERE marketplace_id = $1 AND account_id = $2 AND NOT is_platform
       ORDER BY livemode DESC LIMIT 1`,
      [ctx.actor.marketplaceId, accountId],
    )
    if (!row) return null
    const balances = await sql.rows<{ currency: string }>(
      `SELECT currency FROM ledger_balance WHERE marketplace_id = $1 AND ledger_account = 'stripe:' || $2 || ':payments'
       ORDER BY postings DESC, currency`,
      [ctx.actor.marketplaceId, accountId],
    )
    return { ...row, currencies: balances.map(({ currency }) => currency) }
  })
}
