import type { Approval, ApprovalState } from '@/lib/domain/approvals/approval'
import type { Ctx } from '../context'
import { inTransaction, type Tx } from '../db/transaction'

const select = {
  id: true,
  action: true,
  subject: true,
  payload: true,
  payloadHash: true,
  reason: true,
  requestedBy: true,
  requestedAt: true,
  expiresAt: true,
  state: true,
} as const

export async function getApprovalIn(tx: Tx, ctx: Ctx, id: string): Promise<Approval | undefined> {
  const row = await tx.approval.findUnique({
    where: { marketplaceId_id: { marketplaceId: ctx.actor.marketplaceId, id } },
    select,
  })
  return row ? { ...row, state: row.state as ApprovalState } : undefined
}

/** What waits for a second person now, the next to expire first. */
export async function listPendingApprovals(ctx: Ctx): Promise<Approval[]> {
  const rows = await inTransaction(ctx, (tx) =>
    tx.approval.findMany({
      where: { marketplaceId: ctx.actor.marketplaceId, state: 'pending', expiresAt: { gt: ctx.now } },
      orderBy: { expiresAt: 'asc' },
      take: 200,
      select,
    }),
  )
  return rows.map((row) => ({ ...row, state: 'pending' as const }))
}
