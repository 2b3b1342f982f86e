import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { DateBasis } from '@/lib/domain/close/period'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { lockBooks } from './posting-calendar'

export type BasisRefusal = 'not_permitted' | 'already_posted' | 'already_chosen'

/** By which date movements fall into months. Postings are never changed: it is said before the first of them, and once. */
export async function chooseBasis(ctx: Ctx, { basis }: { basis: DateBasis }): Promise<Result<void, BasisRefusal>> {
  if (!can(ctx.actor, 'close.confirm')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    await lockBooks(sql, marketplaceId)
    const [posted] = await sql.rows('SELECT 1 FROM ledger_posting WHERE marketplace_id = $1 LIMIT 1', [marketplaceId])
    if (posted) return refuse('already_posted')
    const chosen = await sql.run(
      `INSERT INTO close_calendar (marketplace_id, basis, set_by, set_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [marketplaceId, basis, ctx.actor.id, ctx.now],
    )
    if (chosen === 0) return refuse('already_chosen')
    await recordAudit(sql, ctx, 'period.basis', marketplaceId, { basis })
    return ok()
  })
}

/** The basis that holds, and why it stands, if it does. */
export async function getBasis(
  ctx: Ctx,
): Promise<{ basis: DateBasis; standing: 'already_posted' | 'already_chosen' | null }> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ basis: DateBasis | null; posted: boolean }>(
      `SELECT (SELECT basis FROM close_calendar WHERE marketplace_id = $1) AS basis,
         EXISTS (SELECT FROM ledger_posting WHERE marketplace_id = $1) AS posted`,
      [ctx.actor.marketplaceId],
    ),
  )
  const chosen = row?.basis ?? null
  return { basis: chosen ?? 'created', standing: chosen ? 'already_chosen' : row?.posted ? 'already_posted' : null }
}
