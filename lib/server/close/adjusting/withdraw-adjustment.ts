import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { AdjustmentRule } from '@/lib/domain/close/adjusting/rules'
import type { Month } from '@/lib/domain/close/period'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql } from '../../db/transaction'
import { openPlace, withdrawEntry } from './post-entry'

export type WithdrawRefusal = 'not_permitted' | 'not_found' | 'month_closed'

/** Takes an adjusting entry back while its month is open, by saying the opposite; another may then be posted. */
export async function withdrawAdjustment(ctx: Ctx, { id }: { id: string }): Promise<Result<void, WithdrawRefusal>> {
  if (!can(ctx.actor, 'close.request')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    const [own] = await sql.rows<{ month: Month }>(
      `SELECT to_char(month, 'YYYY-MM') AS month FROM close_adjustment WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, id],
    )
    if (!own) return refuse('not_found')
    const place = await openPlace(sql, ctx, own.month)
    if (typeof place === 'string') return refuse('month_closed')
    const taken = await sql.run(
      `UPDATE close_adjustment SET withdrawn_by = $3, withdrawn_at = $4
       WHERE marketplace_id = $1 AND id = $2 AND withdrawn_at IS NULL`,
      [marketplaceId, id, ctx.actor.id, ctx.now],
    )
    if (taken === 0) return refuse('not_found')
    await withdrawEntry(sql, ctx, place, id)
    await recordAudit(sql, ctx, 'period.adjust.withdraw', id, { month: own.month })
    return ok()
  })
}

export type AdjustmentRow = {
  id: string
  rule: AdjustmentRule
  currency: string
  amountMinor: bigint
  basis: Record<string, string>
  madeBy: string
  madeAt: Date
  withdrawnAt: Date | null
}

/** A month's adjusting entries, the newest first. */
export async function listAdjustments(ctx: Ctx, month: Month): Promise<AdjustmentRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AdjustmentRow>(
      `SELECT id, rule, currency, amount_minor AS "amountMinor", basis, made_by AS "madeBy", made_at AS "madeAt",
         withdrawn_at AS "withdrawnAt"
       FROM close_adjustment WHERE marketplace_id = $1 AND month = ($2 || '-01')::date ORDER BY made_at DESC, id LIMIT 200`,
      [ctx.actor.marketplaceId, month],
    ),
  )
}
