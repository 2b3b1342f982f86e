import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

/** How long a chain was and what its last row's hash was, kept where whoever changes the database cannot reach. */
export type Anchor = { rows: string; head: string }

/** Why the chain of today is not a continuation of the anchored one; null where it is. */
export async function againstAnchor(ctx: Ctx, { rows, head }: Anchor): Promise<string | null> {
  if (rows === '0') return null
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ hash: string }>('SELECT hash FROM audit_entry WHERE marketplace_id = $1 AND seq = $2', [
      ctx.actor.marketplaceId,
      BigInt(rows),
    ]),
  )
  if (!row) return `was cut off: it had ${rows} rows when it was anchored`
  return row.hash === head ? null : `is another chain: row ${rows} is not the one that was anchored`
}
