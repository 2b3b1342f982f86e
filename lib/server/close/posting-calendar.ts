import { type CalendarDay, calendarDay, dayInZone } from '@/lib/domain/base/calendar-day'
import { bookedAt, bookedOn, type DateBasis, entity } from '@/lib/domain/close/period'
import type { Sql } from '../db/transaction'

/** The first open day of each scope of which something is closed, and the date that counts. */
export type PostingCalendar = {
  readonly zone: string
  readonly basis: DateBasis
  readonly opensOn: ReadonlyMap<string, CalendarDay>
}

/**
 * What a posting run has to know before it writes. The lock is shared: runs do not wait for each other, only for a month
 * that is being closed; and a closing waits for them. The database refuses what would fall into a closed month anyway.
 */
export async function lockCalendar(sql: Sql, marketplaceId: string, zone: string): Promise<PostingCalendar> {
  await sql.rows(
    `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock_shared(hashtextextended('close:' || $1, 0))) l`,
    [marketplaceId],
  )
  return readCalendar(sql, marketplaceId, zone)
}

/** Whoever closes stands alone: what is summed is all there is. */
export async function lockBooks(sql: Sql, marketplaceId: string): Promise<void> {
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('close:' || $1, 0))) l`, [
    marketplaceId,
  ])
}

async function readCalendar(sql: Sql, marketplaceId: string, zone: string): Promise<PostingCalendar> {
  const rows = await sql.rows<{ scope: string | null; opens: string | null; basis: DateBasis | null }>(
    `SELECT c.scope, (c.month + interval '1 month')::date::text AS opens, k.basis
     FROM (SELECT 1) one LEFT JOIN close_calendar k ON k.marketplace_id = $1
     LEFT JOIN (SELECT scope, max(month) AS month FROM close_period
       WHERE marketplace_id = $1 AND state IN ('closed', 'reopen_asked') GROUP BY scope) c ON true`,
    [marketplaceId],
  )
  const opensOn = new Map<string, CalendarDay>()
  for (const { scope, opens } of rows) if (scope !== null && opens !== null) opensOn.set(scope, calendarDay(opens))
  return { zone, basis: rows[0]?.basis ?? 'created', opensOn }
}

/** An account's books open when the entity's do, or its own, whichever is later. */
export function opensFor({ opensOn }: PostingCalendar, accountId: string): CalendarDay | null {
  const [all, own] = [opensOn.get(entity) ?? null, opensOn.get(accountId) ?? null]
  if (all === null || own === null) return all ?? own
  return [all, own].sort().at(-1) ?? null
}

type Movement = { accountId: string; occurredAt: Date; category?: string; availableOn?: Date }
export type Booked = { postedOn: CalendarDay | null; late: boolean }

/** Null where the day is that of the occurrence, as it nearly always is. */
export function bookingOf(
  calendar: PostingCalendar,
  { accountId, occurredAt, category, availableOn }: Movement,
): Booked {
  const opens = opensFor(calendar, accountId)
  if (opens === null && calendar.basis === 'created') return { postedOn: null, late: false }
  const dates = { category: category ?? '', created: occurredAt, availableOn: availableOn ?? occurredAt }
  const own = dayInZone(bookedAt(dates, calendar.basis), calendar.zone)
  const { day, late } = bookedOn(own, opens)
  return { postedOn: day === dayInZone(occurredAt, calendar.zone) ? null : day, late }
}
