import { can } from '@/lib/domain/access/can'
import { chainStart, type Link } from '@/lib/domain/audit/chain'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { forgedCheckpoint, notAsVerified } from './chain-state'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint'
import type { ChainVerdict } from './queries'
import { recordAudit } from './record-audit'
import { walkChain } from './walk-chain'

export type CheckRefusal = 'not_permitted'

/**
 * Verifies the whole chain, against the last checkpoint as well: a chain that was rewritten from its first row on is
 * sound in itself, and yet not the one that was verified. What was found is kept, and shown until a later look finds
 * the chain whole.
 */
export async function checkChain(ctx: Ctx): Promise<Result<ChainVerdict, CheckRefusal>> {
  if (!can(ctx.actor, 'audit.verify')) return refuse('not_permitted')
  const before = await inSql(ctx, (sql) => readCheckpoint(sql, ctx))
  const verdict =
    before === 'forged' ? ({ holds: false, ...forgedCheckpoint } as const) : await againstBoth(ctx, before)
  await inSql(ctx, async (sql) => {
    if (before !== 'forged') await writeCheckpoint(sql, ctx, checkpointFrom(ctx, verdict, before))
    const found = verdict.holds ? { rows: verdict.rows, head: verdict.head } : { ...verdict }
    await recordAudit(sql, ctx, 'audit.verify', 'audit-chain', { ...found, holds: verdict.holds })
  })
  return ok(verdict)
}

async function againstBoth(ctx: Ctx, before: Checkpoint | null): Promise<ChainVerdict> {
  const verified: Link = before ?? { seq: 0n, hash: chainStart }
  const head = await walkChain(ctx, { seq: 0n, hash: chainStart }, Number(verified.seq))
  if (head.broken) return { holds: false, ...head.broken }
  if (head.at.seq !== verified.seq) return { holds: false, brokenAt: head.at.seq + 1n, why: 'a row is missing' }
  if (head.at.hash !== verified.hash) return { holds: false, brokenAt: verified.seq, why: notAsVerified }
  const { at, broken } = await walkChain(ctx, head.at)
  return broken ? { holds: false, ...broken } : { holds: true, rows: at.seq, head: at.hash }
}

/** A broken chain leaves the checkpoint where it last held. */
function checkpointFrom(ctx: Ctx, verdict: ChainVerdict, before: Checkpoint | null): Checkpoint {
  const look = { checkedAt: ctx.now, checkedBy: ctx.actor.id }
  if (verdict.holds) return { ...look, seq: verdict.rows, hash: verdict.head, brokenAt: null, brokenWhy: null }
  const { seq, hash } = before ?? { seq: 0n, hash: chainStart }
  return { ...look, seq, hash, brokenAt: verdict.brokenAt, brokenWhy: verdict.why }
}
