import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canResolve, type ResolveRefusal } from '@/lib/domain/exceptions/can-resolve'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { sealText, textDigest } from '../personal/free-text'
import { loadException } from './load-exception'

export type ResolveInput = { id: string; version: number; resolution: Resolution; note: string }

/** Takes an exception out of the queue. It stays out while the amount that was found stays the same. */
export async function resolveException(
  ctx: Ctx,
  input: ResolveInput,
): Promise<Result<void, ResolveRefusal | 'not_found' | 'stale'>> {
  const note = cleanText(input.note, 2000)
  const { marketplaceId } = ctx.actor
  return inTransaction(ctx, async (tx) => {
    const item = await loadException(tx, ctx, input.id)
    if (!item) return refuse('not_found')
    const verdict = canResolve(item, ctx.actor, input.resolution)
    if (!verdict.ok) return verdict
    // The version guard settles races: the slower analyst writes zero rows.
    const { count } = await tx.reconException.updateMany({
      where: { marketplaceId, id: input.id, version: input.version, state: 'open' },
      data: {
        state: 'resolved',
        resolution: input.resolution,
        resolvedBy: ctx.actor.id,
        closedAt: ctx.now,
        noteEnc: note === '' ? null : sealText(marketplaceId, 'recon_exception.note_enc', input.id, note),
        version: { increment: 1 },
      },
    })
    if (count === 0) return refuse('stale')
    // The words may be erased one day; the chain keeps only what proves them.
    const noteDigest = textDigest(marketplaceId, 'recon_exception.note_enc', input.id, note)
    await recordAudit(sqlOf(tx), ctx, 'exception.resolve', input.id, { resolution: input.resolution, noteDigest })
    return ok()
  })
}
