import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canResolve, type ResolveRefusal } from '@/lib/domain/exceptions/can-resolve'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import { exceeds } from '@/lib/domain/limits/limits'
import { recordAudit } from '../audit/record-audit'
import { hasFreshProof } from '../auth/second-factor/demand-proof'
import type { Ctx } from '../context'
import { inTransaction, sqlOf, type Tx } from '../db/transaction'
import { limitsNow } from '../limits/queries'
import { sealText, textDigest } from '../personal/free-text'
import { loadException } from './load-exception'

export type ResolveInput = { id: string; version: number; resolution: Resolution; note: string }

export type ResolveResult = Result<void, ResolveRefusal | 'not_found' | 'stale'>

/** Takes an exception out of the queue. It stays out while the amount that was found stays the same. */
export function resolveException(ctx: Ctx, input: ResolveInput): Promise<ResolveResult> {
  return inTransaction(ctx, (tx) => resolveIn(tx, ctx, input))
}

/** The same within a transaction of several; `batchId` names what it is resolved with. */
export async function resolveIn(tx: Tx, ctx: Ctx, input: ResolveInput, batchId?: string): Promise<ResolveResult> {
  const note = cleanText(input.note, 2000)
  const { marketplaceId } = ctx.actor
  const item = await loadException(tx, ctx, input.id)
  if (!item) return refuse('not_found')
  const verdict = canResolve(item, ctx.actor, input.resolution)
  if (!verdict.ok) return verdict
  const isWrittenOff = input.resolution === 'accepted_difference'
  if (isWrittenOff && !(await hasFreshProof(sqlOf(tx), ctx))) return refuse('proof_needed')
  if (isWrittenOff && exceeds(await limitsNow(sqlOf(tx), ctx), 'write_off_alone', ctx.actor, [item]))
    return refuse('above_limit')
  // The version guard settles races: the slower analyst writes zero rows.
  const { count } = await tx.reconException.updateMany({
    where: { marketplaceId, id: input.id, version: input.version, state: 'open' },
    data: {
      state: 'resolved',
      resolution: input.resolution,
      resolvedBy: ctx.actor.id,
      closedAt: ctx.now,
      noteEnc: note === '' ? null : sealText(marketplaceId, 'recon_exception.note_enc', input.id, note),
      ...(batchId === undefined ? {} : { batchId }),
      version: { increment: 1 },
    },
  })
  if (count === 0) return refuse('stale')
  // The words may be erased one day; the chain keeps only what proves them.
  const noteDigest = textDigest(marketplaceId, 'recon_exception.note_enc', input.id, note)
  await recordAudit(sqlOf(tx), ctx, 'exception.resolve', input.id, {
    resolution: input.resolution,
    noteDigest,
    batchId,
  })
  return ok()
}
