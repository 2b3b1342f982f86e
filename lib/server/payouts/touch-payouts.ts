import type { ProviderObjectFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** A payout that is new, or newly read, is composed again from its own time on. */
export async function touchPayouts(sql: Sql, ctx: Ctx, objects: readonly ProviderObjectFact[]): Promise<void> {
  const payouts = objects.filter(({ objectType, currency }) => objectType === 'payout' && currency !== null)
  if (payouts.length === 0) return
  await sql.run(
    `INSERT INTO payout_touch (marketplace_id, account_id, provider, livemode, currency, since)
     SELECT $1, a, p, l, u, min(to_timestamp(c)) FROM unnest($2::text[], $3::text[], $4::boolean[], $5::text[],
       $6::double precision[]) AS x(a, p, l, u, c) GROUP BY 2, 3, 4, 5`,
    [
      ctx.actor.marketplaceId,
      payouts.map(({ accountId }) => accountId),
      payouts.map(({ provider }) => provider),
      payouts.map(({ livemode }) => livemode),
      payouts.map(({ currency }) => currency),
      payouts.map(({ created }) => created.getTime() / 1000),
    ],
  )
}

/** Another opening is another beginning: every payout of the balance is looked at again. */
export async function touchWholeBalance(
  sql: Sql,
  ctx: Ctx,
  place: { provider: string; livemode: boolean; accountId: string; currency: string },
): Promise<void> {
  await sql.run(
    `INSERT INTO payout_touch (marketplace_id, account_id, provider, livemode, currency, since)
     VALUES ($1, $2, $3, $4, $5, 'epoch')`,
    [ctx.actor.marketplaceId, place.accountId, place.provider, place.livemode, place.currency],
  )
}
