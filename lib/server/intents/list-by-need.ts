import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { type IntentView, intentColumns } from './queries'

/** How an act on the provider stands, as people ask for it. */
export const intentNeeds = ['person', 'underway', 'stands', 'not_done'] as const
export type IntentNeed = (typeof intentNeeds)[number]

/** What stands otherwise than asked, or rests after a failure; what waits or was sent; what stands; what is surely not there. */
const whereOf: Record<IntentNeed, string> = {
  person: `(state = 'mismatched' OR (state IN ('pending', 'sent') AND last_error IS NOT NULL))`,
  underway: `state IN ('pending', 'sent') AND last_error IS NULL`,
  stands: `state = 'confirmed'`,
  not_done: `state IN ('refused', 'withdrawn')`,
}
export const intentsShown = 200

/** The newest of one sort. */
export function listByNeed(ctx: Ctx, need: IntentNeed): Promise<IntentView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<IntentView>(
      `SELECT ${intentColumns} FROM intent WHERE marketplace_id = $1 AND ${whereOf[need]}
       ORDER BY created_at DESC, id LIMIT ${intentsShown}`,
      [ctx.actor.marketplaceId],
    ),
  )
}

export async function countByNeed(ctx: Ctx): Promise<Record<IntentNeed, number>> {
  const sums = intentNeeds.map((need) => `count(*) FILTER (WHERE ${whereOf[need]})::int AS ${need}`)
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<Record<IntentNeed, number>>(`SELECT ${sums.join(', ')} FROM intent WHERE marketplace_id = $1`, [
      ctx.actor.marketplaceId,
    ]),
  )
  return row ?? { person: 0, underway: 0, stands: 0, not_done: 0 }
}
