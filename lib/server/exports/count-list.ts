import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { anyWay, whereOf } from '../exceptions/exception-filter'
import type { ListAsked } from './list-source'
import { listedOf } from './more-lists'

/** How many rows a list has, counted to `most` at the most. */
export async function countList(sql: Sql, ctx: Ctx, asked: ListAsked, most: number): Promise<number> {
  const { text, params } = countedOf(ctx, asked)
  const [row] = await sql.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM (${text} LIMIT $${params.length + 1}) counted`,
    [...params, most],
  )
  return row?.n ?? 0
}

function countedOf(ctx: Ctx, asked: ListAsked): { text: string; params: readonly unknown[] } {
  const { marketplaceId } = ctx.actor
  switch (asked.list) {
    case 'exceptions': {
      const { sql, ways, params } = whereOf(asked.input.filter, marketplaceId, ctx.now)
      return { text: `SELECT FROM recon_exception e WHERE ${sql} AND ${anyWay(ways, 'e')}`, params }
    }
    case 'transactions': {
      const { accountId = null, currency = null, category = null } = asked.filter
      const text = `SELECT FROM balance_transaction b WHERE b.marketplace_id = $1 AND ($2::text IS NULL OR b.account_id = $2)
        AND ($3::text IS NULL OR b.currency = $3) AND ($4::text IS NULL OR b.reporting_category = $4)`
      return { text, params: [marketplaceId, accountId, currency, category] }
    }
    case 'payouts': {
      const text = `SELECT FROM provider_object o WHERE o.marketplace_id = $1 AND o.object_type = 'payout' AND o.amount_minor IS NOT NULL`
      return { text, params: [marketplaceId] }
    }
    case 'audit': {
      const { action = null, subject = null, actorId = null } = asked.filter
      const text = `SELECT FROM audit_entry WHERE marketplace_id = $1 AND ($2::text IS NULL OR action LIKE $2 || '%')
        AND ($3::text IS NULL OR subject = $3) AND ($4::text IS NULL OR actor_id = $4)`
      return { text, params: [marketplaceId, action, subject, actorId] }
    }
    default:
      return listedOf(marketplaceId, asked)
  }
}
