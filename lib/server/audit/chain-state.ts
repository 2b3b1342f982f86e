import { chainStart, type Link } from '@/lib/domain/audit/chain'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type Checkpoint, readCheckpoint } from './checkpoint'
import { type Broken, walkChain } from './walk-chain'

/** `rows` verified up to `head`; of them, those up to `checkpoint` at an earlier time. `waiting`: rows after them. */
export type ChainState = { checkpoint: Checkpoint | null } & (
  | { holds: true; rows: bigint; head: string; waiting: bigint }
  | ({ holds: false } & Broken)
)

/** What one page is willing to recompute: a night's rows, and a chain of that length that was never verified. */
const mostRows = 20_000

/**
 * Whether the chain holds, for a page: from the last checkpoint on. What lies before it was verified then, and hangs on
 * the checkpoint's own row, which is recomputed too.
 */
export async function chainState(ctx: Ctx, most = mostRows): Promise<ChainState> {
  const { checkpoint, anchor, last } = await inSql(ctx, (sql) => endsOf(sql, ctx))
  if (checkpoint === 'forged') return { checkpoint: null, holds: false, ...forgedCheckpoint }
  if (checkpoint?.brokenAt != null)
    return { checkpoint, holds: false, brokenAt: checkpoint.brokenAt, why: checkpoint.brokenWhy ?? '' }
  if (checkpoint && checkpoint.seq > 0n && anchor?.hash !== checkpoint.hash)
    return { checkpoint, holds: false, brokenAt: checkpoint.seq, why: notAsVerified }
  const from =
    checkpoint && anchor ? { seq: checkpoint.seq - 1n, hash: anchor.prevHash } : { seq: 0n, hash: chainStart }
  const { at, broken } = await walkChain(ctx, from, most)
  if (broken) return { checkpoint, holds: false, ...broken }
  return { checkpoint, holds: true, rows: at.seq, head: at.hash, waiting: last > at.seq ? last - at.seq : 0n }
}

/** The checkpoint, the row that it speaks of, and the number of the last row. */
async function endsOf(sql: Sql, ctx: Ctx) {
  const checkpoint = await readCheckpoint(sql, ctx)
  const seq = checkpoint && checkpoint !== 'forged' ? checkpoint.seq : 0n
  const [anchor] = await sql.rows<Link & { prevHash: string }>(
    'SELECT seq, hash, prev_hash AS "prevHash" FROM audit_entry WHERE marketplace_id = $1 AND seq = $2',
    [ctx.actor.marketplaceId, seq],
  )
  const [last] = await sql.rows<{ seq: bigint }>(
    'SELECT seq FROM audit_entry WHERE marketplace_id = $1 ORDER BY seq DESC LIMIT 1',
    [ctx.actor.marketplaceId],
  )
  return { checkpoint, anchor, last: last?.seq ?? 0n }
}

export const notAsVerified = 'it is not the row that was verified before'
export const forgedCheckpoint: Broken = { brokenAt: 0n, why: 'its checkpoint was written by somebody else' }
