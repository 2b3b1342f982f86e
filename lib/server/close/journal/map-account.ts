import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type ChartEdit, isChartRoot, type Target } from '@/lib/domain/close/chart-map'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'

export type MapRefusal = 'not_permitted' | 'unknown_root' | 'name_missing'
export type MapInput = { target: Target; root: string; number: string; name: string }

/** Says which account of the general ledger a root of the chart is. It holds for every file written from then on. */
export async function mapAccount(ctx: Ctx, input: MapInput): Promise<Result<void, MapRefusal>> {
  if (!can(ctx.actor, 'close.confirm')) return refuse('not_permitted')
  const { target, root } = input
  if (!isChartRoot(root)) return refuse('unknown_root')
  const [number, name] = [cleanText(input.number, 30), cleanText(input.name, 100)]
  if (number === '' || name === '') return refuse('name_missing')
  await inSql(ctx, async (sql) => {
    await sql.run(
      `INSERT INTO close_account (marketplace_id, target, root, number, name, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (marketplace_id, target, root) DO UPDATE SET number = excluded.number, name = excluded.name,
         set_by = excluded.set_by, set_at = excluded.set_at`,
      [ctx.actor.marketplaceId, target, root, number, name, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'chart.map', `${target} ${root}`, { target, root, number, name })
  })
  return ok()
}

/** What this marketplace said differently from what is shipped. */
export async function listChartEdits(ctx: Ctx): Promise<ChartEdit[]> {
  return inSql(ctx, (sql) =>
    sql.rows<ChartEdit>(
      'SELECT target, root, number, name FROM close_account WHERE marketplace_id = $1 ORDER BY target, root',
      [ctx.actor.marketplaceId],
    ),
  )
}
