import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canReopen, type ReopenRefusal } from '@/lib/domain/exceptions/can-reopen'
import { leavesAs } from '@/lib/domain/resolutions/act'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf, type Tx } from '../db/transaction'
import { lookAgainAt } from '../reconciliation/families/touch-keys'
import { loadException } from './load-exception'

export type ReopenInput = { id: string; version: number }
export type ReopenResult = Result<void, ReopenRefusal | 'not_found' | 'stale'>

/** Takes a person's resolution back. Its payment is looked at again: what is explained by now closes by itself. */
export function reopenException(ctx: Ctx, input: ReopenInput): Promise<ReopenResult> {
  return inTransaction(ctx, (tx) => reopenIn(tx, ctx, input))
}

/** Whether an act that stands took it out of the queue. */
async function isHeldByAct(tx: Tx, ctx: Ctx, exceptionId: string): Promise<boolean> {
  const { marketplaceId } = ctx.actor
  const acts = Object.keys(leavesAs)
  return (await tx.resolution.count({ where: { marketplaceId, exceptionId, undoneAt: null, act: { in: acts } } })) > 0
}

/** The same within a transaction of several. */
export async function reopenIn(tx: Tx, ctx: Ctx, input: ReopenInput): Promise<ReopenResult> {
  const { marketplaceId } = ctx.actor
  const item = await loadException(tx, ctx, input.id)
  if (!item) return refuse('not_found')
  const verdict = canReopen(item, ctx.actor, await isHeldByAct(tx, ctx, input.id))
  if (!verdict.ok) return verdict
  const { count } = await tx.reconException.updateMany({
    where: { marketplaceId, id: input.id, version: input.version, state: 'resolved' },
    data: {
      state: 'open',
      resolution: null,
      resolvedBy: null,
      closedAt: null,
      noteEnc: null,
      batchId: null,
      version: { increment: 1 },
    },
  })
  if (count === 0) return refuse('stale')
  const sql = sqlOf(tx)
  await lookAgainAt(sql, ctx, [input.id])
  await recordAudit(sql, ctx, 'exception.reopen', input.id, {})
  return ok()
}
