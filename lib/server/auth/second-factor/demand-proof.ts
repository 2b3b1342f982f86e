import { proofMinutes } from '@/lib/domain/access/proof'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'

/**
 * Whether whoever acts has shown lately, in this very session, that it is they: asked in the transaction of what needs
 * it. A context that no browser's session stands behind (a job, the command line) has nothing to show.
 */
export async function hasFreshProof(sql: Sql, ctx: Ctx, wall = wallClock()): Promise<boolean> {
  if (ctx.actor.kind !== 'user' || ctx.sessionId === undefined) return true
  const [row] = await sql.rows<{ at: Date | null }>('SELECT session_proof($1, $2) AS at', [ctx.sessionId, ctx.actor.id])
  const age = row?.at ? wall.getTime() - row.at.getTime() : Number.POSITIVE_INFINITY
  return age < proofMinutes * 60_000
}
