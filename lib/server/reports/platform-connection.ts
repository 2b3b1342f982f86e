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
