import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

type Connection = { provider: string; livemode: boolean; accountId: string }

/** Whose reports they are: of a live and a test connection the live one. */
export async function platformConnection(sql: Sql, ctx: Ctx): Promise<Connection | undefined> {
  const [connection] = await sql.rows<Connection>(
    `SELECT provider, livemode, account_id AS "accountId" FROM provider_connection WHERE marketplace_id = $1
     ORDER BY livemode DESC LIMIT 1`,
    [ctx.actor.marketplaceId],
  )
  return connection
}

/** Whether an account of that provider and mode is one of this marketplace's. */
export async function isKnownAccount(
  sql: Sql,
  { actor }: Ctx,
  { provider, livemode, accountId }: Connection,
): Promise<boolean> {
  const known = await sql.rows(
    `SELECT 1 AS known FROM provider_account WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4`,
    [actor.marketplaceId, provider, livemode, accountId],
  )
  return known.length > 0
}
