import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { DailyMetric } from '@/lib/domain/metrics/measures'
import { type Figures, figuresOf } from '@/lib/domain/metrics/take-rate'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

/** Days in the reporting zone, both included. */
export type DayRange = { from: CalendarDay; to: CalendarDay }

const columns = `to_char(day, 'YYYY-MM-DD') AS day, currency, charge_type AS "chargeType",
  captured_minor AS "capturedMinor", refunded_minor AS "refundedMinor", fees_minor AS "feesMinor",
  fees_returned_minor AS "feesReturnedMinor", transferred_minor AS "transferredMinor",
  reversed_minor AS "reversedMinor", payments`

/** The kept sums per day, currency and charge type, oldest day first. */
export async function dailyMetrics(ctx: Ctx, range: DayRange, currency?: string): Promise<DailyMetric[]> {
  return inSql(ctx, (sql) =>
    sql.rows<DailyMetric>(
      `SELECT ${columns} FROM daily_metric
       WHERE marketplace_id = $1 AND day BETWEEN $2::date AND $3::date AND ($4::text IS NULL OR currency = $4)
       ORDER BY day, currency, charge_type`,
      [ctx.actor.marketplaceId, range.from, range.to, currency ?? null],
    ),
  )
}

/** The first day on which the currency moved at all; null: never. */
export async function firstDayOf(ctx: Ctx, currency: string): Promise<CalendarDay | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ day: CalendarDay | null }>(
      `SELECT to_char(min(day), 'YYYY-MM-DD') AS day FROM daily_metric WHERE marketplace_id = $1 AND currency = $2`,
      [ctx.actor.marketplaceId, currency],
    ),
  )
  return row?.day ?? null
}

export type CurrencyFigures = Figures & { currency: string }

/** The figures of the overview: one line per currency, most payments first. Currencies are never added up. */
export async function overviewFigures(ctx: Ctx, range: DayRange): Promise<CurrencyFigures[]> {
  const cells = await dailyMetrics(ctx, range)
  const byCurrency = Map.groupBy(cells, (cell) => cell.currency)
  const figures = [...byCurrency].map(([currency, group]) => ({ currency, ...figuresOf(group) }))
  return figures.sort((a, b) => Number(b.payments - a.payments) || (a.currency < b.currency ? -1 : 1))
}

export type DayFigures = Figures & { day: CalendarDay }

/** The same figures day by day for one currency; a day without a movement has no line. */
export async function figuresByDay(ctx: Ctx, range: DayRange, currency: string): Promise<DayFigures[]> {
  const cells = await dailyMetrics(ctx, range, currency)
  return [...Map.groupBy(cells, (cell) => cell.day)].map(([day, group]) => ({ day, ...figuresOf(group) }))
}
