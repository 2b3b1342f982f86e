import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type CalendarRefusal, checkCalendar } from '@/lib/domain/calendar/work-calendar'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { calendarFacts } from './queries'

/** `version`: the one that was seen; 0 where there was none. */
export type CalendarInput = Parameters<typeof checkCalendar>[0] & { version: number }

/** Says when the house works, from now on: what is due already stays due when it is. The one before is kept. */
export function saveCalendar(
  ctx: Ctx,
  { version, ...given }: CalendarInput,
): Promise<Result<void, CalendarRefusal | 'not_permitted' | 'stale'>> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    if (!can(ctx.actor, 'calendar.save')) return refuse('not_permitted')
    const calendar = checkCalendar(given)
    if (!calendar.ok) return calendar
    const now = await calendarFacts(sql, marketplaceId)
    // A double press says the same again.
    if (now.version > 0 && JSON.stringify(sorted(now.hours)) === JSON.stringify(sorted(calendar.value))) return ok()
    if (now.version !== version) return refuse('stale')
    const saved = await sql.run(
      `INSERT INTO work_calendar (marketplace_id, version, body, saved_by, saved_at) VALUES ($1, $2, $3::jsonb, $4, $5)
       ON CONFLICT DO NOTHING`,
      [marketplaceId, version + 1, JSON.stringify(calendar.value), ctx.actor.id, ctx.now],
    )
    if (saved === 0) return refuse('stale')
    await recordAudit(sql, ctx, 'calendar.save', String(version + 1), { ...calendar.value })
    return ok()
  })
}

function sorted<T extends object>(value: T): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
