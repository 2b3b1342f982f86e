import { z } from 'zod'
import type { ContractTerms } from '@/lib/domain/books/contract-form'
import { everySeller } from '@/lib/domain/fees/contract'
import { type FeeGroup, type ForeseenFees, foreseeFees } from '@/lib/domain/fees/foresee'
import type { JsonObject } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

export const foreseenDays = 30

const digits = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt)
const Foreseen = z.object({
  fees: z.array(
    z.object({
      currency: z.string(),
      charges: z.int(),
      unbound: z.int(),
      capturedMinor: digits,
      takenMinor: digits,
      wouldBeMinor: digits,
    }),
  ),
})

/** As it was reckoned and stored when the contract was drafted. */
export function foreseenFees(stored: JsonObject): ForeseenFees[] {
  return Foreseen.parse(stored).fees
}

/** The charges of the last thirty days that this contract would have been for, and what it would have made of their fees. */
export async function foreseeContract(
  sql: Sql,
  ctx: Ctx,
  seller: string,
  { bands }: Pick<ContractTerms, 'bands'>,
): Promise<JsonObject> {
  const since = new Date(ctx.now.getTime() - foreseenDays * 86_400_000)
  // For every seller: of those who had a contract of their own at the charge it would have changed nothing.
  const groups = await sql.rows<FeeGroup>(
    `SELECT c.currency, c.amount_minor AS "capturedMinor", count(*)::int AS charges, sum(f.amount_minor)::bigint AS "takenMinor"
     FROM provider_leg f
     JOIN provider_leg c ON c.money_key = 'stripe:' || f.parent_id AND c.marketplace_id = $1 AND c.kind = 'sale'
     WHERE f.marketplace_id = $1 AND f.kind = 'application_fee' AND c.settled AND f.currency = c.currency
       AND c.created > $3 AND c.created <= $4
       AND CASE WHEN $2 <> '${everySeller}' THEN f.seller_id = $2
         ELSE f.seller_id IS NOT NULL AND NOT EXISTS (SELECT FROM fee_contract o
           WHERE o.marketplace_id = $1 AND o.seller_id = f.seller_id AND o.valid_from <= c.created) END
     GROUP BY 1, 2`,
    [ctx.actor.marketplaceId, seller, since, ctx.now],
  )
  const read = bands.map(({ currency, fromMinor, rateBp, fixedMinor }) => ({
    currency,
    fromMinor: BigInt(fromMinor),
    rateBp: BigInt(rateBp),
    fixedMinor: BigInt(fixedMinor),
  }))
  const fees = foreseeFees(read, groups)
  return JSON.parse(JSON.stringify({ fees }, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
}
