import { dayInZone } from '@/lib/domain/base/calendar-day'
import { zonedInstant } from '@/lib/domain/base/zoned-instant'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const formatters = new Map<string, Intl.DateTimeFormat>()

type Clock = { year: string; month: string; day: string; hour: string; minute: string; second: string }

/** Month names are our own: two ICU versions, on the server and in the browser, must not disagree. */
function clockIn(zone: string, at: Date): Clock {
  let format = formatters.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Clock
}

/** "24 Nov 08:58" in the given zone. */
export function formatInstant(at: Date, zone: string): string {
  const { month, day, hour, minute } = clockIn(zone, at)
  return `${Number(day)} ${months[Number(month) - 1]} ${hour}:${minute}`
}

/** "24 Nov 2026 08:58:07" in the given zone. */
export function formatExact(at: Date, zone: string): string {
  const { year, month, day, hour, minute, second } = clockIn(zone, at)
  return `${Number(day)} ${months[Number(month) - 1]} ${year} ${hour}:${minute}:${second}`
}

/** "24 Nov" of a calendar day "2026-11-24": no zone is involved. */
export function formatDay(day: string): string {
  const [, month, date] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1]}`
}

/** The calendar day "2026-11-24" on which an instant falls in a zone. */
export function dayIn(at: Date, zone: string): string {
  const { year, month, day } = clockIn(zone, at)
  return `${year}-${month}-${day}`
}

/** "3 d 4 h", "22 h", "14 min", "8 s": two parts at most, and only days have a second one. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h`
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  return days < 10 && rest > 0 ? `${days} d ${rest} h` : `${days} d`
}

export function formatAge(seconds: number): string {
  return `${formatSpan(seconds * 1000)} ago`
}

/** The instant at which the day of `at` ends in a zone: midnight there, whatever the clocks do in between. */
export function midnightAfter(at: Date, zone: string): Date {
  return zonedInstant(dayOf(ordinalOf(dayInZone(at, zone)) + 1), 0, zone)
}
