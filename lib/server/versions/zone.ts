import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { zonedInstant } from '@/lib/domain/base/zoned-instant'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** Where the marketplace's days are cut. */
export async function zoneOf(sql: Sql, { actor }: Ctx): Promise<string> {
  const [row] = await sql.rows<{ zone: string }>('SELECT reporting_zone AS zone FROM marketplace WHERE id = $1', [
    actor.marketplaceId,
  ])
  if (!row) throw new Error(`The marketplace ${actor.marketplaceId} is gone`)
  return row.zone
}

/** The instant from which a day's version holds, were it let now: never before it is let. */
export async function beginOf(sql: Sql, ctx: Ctx, day: CalendarDay): Promise<Date> {
  const begins = zonedInstant(day, 0, await zoneOf(sql, ctx))
  return new Date(Math.max(begins.getTime(), ctx.now.getTime()))
}
