import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { CauseBy } from '@/lib/domain/exceptions/causes'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import { exceeds } from '@/lib/domain/limits/limits'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNoneIn } from '../db/all-or-none'
import { sqlOf } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { type ResolveResult, resolveIn } from '../exceptions/resolve-exception'
import { limitsNow } from '../limits/queries'
import { causeFacts } from './queries'

/** As many as one transaction takes without holding others up. */
export const mostTogether = 500

export type ResolveCauseInput = {
  causeBy: CauseBy
  causeValue: string
  items: readonly { id: string; version: number }[]
  resolution: Resolution
  note: string
}
export type ResolveCauseRefusal = Exclude<ResolveResult, { ok: true }>['reason'] | 'too_many' | 'nothing' | 'mixed'

/**
 * Resolves exceptions that share a cause as one: all of them or none, so that what is taken back later is what was done.
 * Each keeps its own row in the audit chain, and one more says that they went together.
 */
export async function resolveCause(
  ctx: Ctx,
  input: ResolveCauseInput,
): Promise<Result<{ batchId: string; count: number }, ResolveCauseRefusal>> {
  if (!can(ctx.actor, 'exception.resolve')) return refuse('not_permitted')
  const items = [...new Map(input.items.map((item) => [item.id, item])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const { resolution, note, causeBy, causeValue } = input
  if (items.length === 0) return refuse('nothing')
  if (items.length > mostTogether) return refuse('too_many')
  const batchId = naturalId('rb', ctx.actor.marketplaceId, ...items.map(({ id, version }) => `${id}:${version}`))
  return allOrNoneIn(ctx, async (tx) => {
    const rows = await tx.reconException.findMany({
      where: { marketplaceId: ctx.actor.marketplaceId, id: { in: items.map(({ id }) => id) } },
      select: { kind: true, direction: true, amountMinor: true, currency: true },
    })
    const [first] = rows
    if (!first) return refuse('not_found')
    const { kind, direction } = first
    // One kind and direction, or it is not one cause.
    if (rows.some((row) => row.kind !== kind || row.direction !== direction)) return refuse('mixed')
    // What the form says they share is held against what is known of them: the chain is told nothing that nobody checked.
    const shared = await causeFacts(
      sqlOf(tx),
      ctx.actor.marketplaceId,
      items.map(({ id }) => id),
    )
    if (shared.some(({ traits }) => traits[causeBy] !== causeValue)) return refuse('mixed')
    const limits = await limitsNow(sqlOf(tx), ctx)
    const isWrittenOff = resolution === 'accepted_difference'
    if (isWrittenOff && exceeds(limits, 'write_off_alone', ctx.actor, rows)) return refuse('above_limit')
    for (const item of items) {
      const result = await resolveIn(tx, ctx, { ...item, resolution, note }, batchId)
      if (!result.ok) return result
    }
    const written = { kind, direction, causeBy, causeValue, resolution, count: items.length }
    await tx.resolutionBatch.create({
      data: {
        marketplaceId: ctx.actor.marketplaceId,
        id: batchId,
        ...written,
        resolvedBy: ctx.actor.id,
        resolvedAt: ctx.now,
      },
    })
    await recordAudit(sqlOf(tx), ctx, 'cause.resolve', batchId, written)
    return ok({ batchId, count: items.length })
  })
}
