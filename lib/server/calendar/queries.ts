import { usualCalendar, type WorkCalendar } from '@/lib/domain/calendar/work-calendar'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'

/** The calendar that counts; `version` 0 where nobody has said anything yet. */
export type CalendarFacts = { hours: WorkCalendar; version: number; savedBy: string | null; savedAt: Date | null }

export function getCalendar(ctx: Ctx): Promise<CalendarFacts> {
  return inSql(ctx, (sql) => calendarFacts(sql, ctx.actor.marketplaceId))
}

/** When the house works, within a transaction. */
export async function calendarIn(sql: Sql, marketplaceId: string): Promise<WorkCalendar> {
  return (await calendarFacts(sql, marketplaceId)).hours
}

export async function calendarFacts(sql: Sql, marketplaceId: string): Promise<CalendarFacts> {
  type Row = Omit<CalendarFacts, 'hours'> & { zone: string; body: WorkCalendar | null }
  const [row] = await sql.rows<Row>(
    `SELECT m.reporting_zone AS zone, c.body, coalesce(c.version, 0) AS version, c.saved_by AS "savedBy", c.saved_at AS "savedAt"
     FROM marketplace m LEFT JOIN LATERAL (SELECT * FROM work_calendar w WHERE w.marketplace_id = m.id
       ORDER BY w.version DESC LIMIT 1) c ON true WHERE m.id = $1`,
    [marketplaceId],
  )
  if (!row) throw new Error(`Marketplace ${marketplaceId} does not exist`)
  const { zone, body, ...facts } = row
  return { ...facts, hours: body ?? usualCalendar(zone) }
}
