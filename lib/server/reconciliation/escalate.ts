import { risingHours, urgencyOf } from '@/lib/domain/exceptions/urgency'
import { calendarIn } from '../calendar/queries'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

type Standing = { id: string; amountMinor: bigint; currency: string; openedAt: Date; severity: number }

/**
 * What stands in the queue too long weighs more: SQL finds who may have risen, the domain says how far. While it was
 * paused no time went by.
 */
export async function escalate(sql: Sql, ctx: Ctx): Promise<number> {
  const { marketplaceId } = ctx.actor
  const steps = risingHours()
  const clauses = steps.map((_, index) => `(severity < $${2 * index + 2} AND opened_at <= $${2 * index + 3})`)
  const params = steps.flatMap((step) => [step.severity, new Date(ctx.now.getTime() - step.fromHours * 3_600_000)])
  const standing = await sql.rows<Standing>(
    `SELECT id, amount_minor AS "amountMinor", currency, severity, opened_at + coalesce((SELECT sum(p.ended_at - p.began_at)
         FROM exception_pause p WHERE p.marketplace_id = $1 AND p.exception_id = e.id AND p.began_at >= e.opened_at),
         interval '0') AS "openedAt"
     FROM recon_exception e WHERE marketplace_id = $1 AND state = 'open' AND (${clauses.join(' OR ')})`,
    [marketplaceId, ...params],
  )
  const calendar = await calendarIn(sql, marketplaceId)
  const risen = standing.flatMap((item) => {
    const { severity, dueAt } = urgencyOf(item, ctx.now, calendar)
    return severity > item.severity ? { id: item.id, severity, due: dueAt } : []
  })
  if (risen.length === 0) return 0
  return sql.run(
    `UPDATE recon_exception e SET severity = x.severity, due_at = least(e.due_at, x.due)
     FROM jsonb_to_recordset($2::jsonb) AS x(id text, severity int, due timestamptz)
     WHERE e.marketplace_id = $1 AND e.id = x.id`,
    [marketplaceId, JSON.stringify(risen)],
  )
}
