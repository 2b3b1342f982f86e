import type { CalendarDay } from './calendar-day'

/** The instant at which a clock on the wall of a zone shows a whole hour of a day; where the clocks leap over it, just after. */
export function zonedInstant(day: CalendarDay, hour: number, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  const near = wall - offsetAt(wall, zone)
  return new Date(wall - offsetAt(near, zone))
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}
