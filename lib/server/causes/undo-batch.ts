import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { reopenIn } from '../exceptions/reopen-exception'

export type UndoBatchRefusal = 'not_permitted' | 'not_found' | 'undone_already'

/**
 * Takes back what was resolved as one. What has been reopened or explained since then is left as it is and counted: the
 * batch answers only for what it still holds.
 */
export async function undoBatch(
  ctx: Ctx,
  input: { id: string },
): Promise<Result<{ reopened: number; left: number }, UndoBatchRefusal>> {
  if (!can(ctx.actor, 'exception.resolve')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return inTransaction(ctx, async (tx) => {
    const batch = await tx.resolutionBatch.findUnique({
      where: { marketplaceId_id: { marketplaceId, id: input.id } },
      select: { count: true },
    })
    if (!batch) return refuse('not_found')
    const { count } = await tx.resolutionBatch.updateMany({
      where: { marketplaceId, id: input.id, undoneAt: null },
      data: { undoneBy: ctx.actor.id, undoneAt: ctx.now },
    })
    if (count === 0) return refuse('undone_already')
    const held = await tx.reconException.findMany({
      where: { marketplaceId, batchId: input.id, state: 'resolved' },
      select: { id: true, version: true },
      orderBy: { id: 'asc' },
    })
    let reopened = 0
    for (const item of held) if ((await reopenIn(tx, ctx, item)).ok) reopened++
    const left = batch.count - reopened
    await recordAudit(sqlOf(tx), ctx, 'cause.undo', input.id, { reopened, left })
    return ok({ reopened, left })
  })
}
