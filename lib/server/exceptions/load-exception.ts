import type { ExceptionFacts } from '@/lib/domain/exceptions/exception'
import type { Ctx } from '../context'
import type { Tx } from '../db/transaction'

/** What the verdicts look at; undefined where the marketplace has no such exception. */
export async function loadException(
  tx: Tx,
  ctx: Ctx,
  id: string,
): Promise<(ExceptionFacts & { amountMinor: bigint; currency: string }) | undefined> {
  const row = await tx.reconException.findUnique({
    where: { marketplaceId_id: { marketplaceId: ctx.actor.marketplaceId, id } },
    select: {
      state: true,
      kind: true,
      direction: true,
      version: true,
      assigneeId: true,
      amountMinor: true,
      currency: true,
    },
  })
  return (row as (ExceptionFacts & typeof row) | null) ?? undefined
}
