import { createHmac } from 'node:crypto'
import type { Ctx } from '../context'
import { keyring } from '../crypto/keyring'
import type { Sql } from '../db/transaction'
import { canonicalJson } from '../digest/natural-id'

/** The last look at the whole chain: how far it held, and where it did not. */
export type Checkpoint = {
  seq: bigint
  hash: string
  checkedAt: Date
  checkedBy: string
  brokenAt: bigint | null
  brokenWhy: string | null
}

type Row = Checkpoint & { mac: string }

/** `forged`: the row is there and does not bear our key, so that somebody else wrote it. */
export async function readCheckpoint(sql: Sql, ctx: Ctx): Promise<Checkpoint | 'forged' | null> {
  const [row] = await sql.rows<Row>(
    `SELECT seq, hash, checked_at AS "checkedAt", checked_by AS "checkedBy", broken_at AS "brokenAt",
       broken_why AS "brokenWhy", mac FROM audit_checkpoint WHERE marketplace_id = $1`,
    [ctx.actor.marketplaceId],
  )
  if (!row) return null
  const { mac, ...checkpoint } = row
  return mac === macOf(ctx.actor.marketplaceId, checkpoint) ? checkpoint : 'forged'
}

/** Of two looks at once the one that saw more of the chain stays. */
export async function writeCheckpoint(sql: Sql, ctx: Ctx, checkpoint: Checkpoint): Promise<void> {
  const { seq, hash, checkedAt, checkedBy, brokenAt, brokenWhy } = checkpoint
  const { marketplaceId } = ctx.actor
  await sql.run(
    `INSERT INTO audit_checkpoint AS kept (marketplace_id, seq, hash, checked_at, checked_by, broken_at, broken_why, mac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (marketplace_id) DO UPDATE SET (seq, hash, checked_at, checked_by, broken_at, broken_why, mac) =
       (EXCLUDED.seq, EXCLUDED.hash, EXCLUDED.checked_at, EXCLUDED.checked_by, EXCLUDED.broken_at, EXCLUDED.broken_why,
        EXCLUDED.mac)
     WHERE kept.seq <= EXCLUDED.seq`,
    [marketplaceId, seq, hash, checkedAt, checkedBy, brokenAt, brokenWhy, macOf(marketplaceId, checkpoint)],
  )
}

function macOf(marketplaceId: string, checkpoint: Checkpoint): string {
  const text = canonicalJson({ marketplaceId, ...checkpoint })
  return createHmac('sha256', keyring().indexing).update(`audit checkpoint\n${text}`).digest('hex')
}
