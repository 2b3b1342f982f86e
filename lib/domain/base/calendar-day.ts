import { assert } from './assert'

declare const calendar: unique symbol

/** A day of a calendar on a wall, `2026-03-29`: no time, no zone. */
export type CalendarDay = string & { readonly [calendar]: true }

export function calendarDay(text: string): CalendarDay {
  assert(/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)), `not a day: ${JSON.stringify(text)}`)
  return text as CalendarDay
}

/** Whether a text is a day that there is: 30 February is none. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Every zone's offset is a multiple of a quarter of an hour, so within one the day does not change. */
const quarterMs = 15 * 60_000
const cacheLimit = 50_000

type Zone = { readonly format: Intl.DateTimeFormat; readonly days: Map<number, CalendarDay> }
const zones = new Map<string, Zone>()

/** The day that an instant falls on in an IANA zone. Formatting is slow, so days are remembered per quarter of an hour. */
export function dayInZone(instant: Date, timeZone: string): CalendarDay {
  const zone = zoneOf(timeZone)
  const quarter = Math.floor(instant.getTime() / quarterMs)
  const known = zone.days.get(quarter)
  if (known !== undefined) return known
  if (zone.days.size >= cacheLimit) zone.days.clear()
  const day = formatDay(zone.format, instant)
  zone.days.set(quarter, day)
  return day
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const fresh: Zone = { format, days: new Map() }
  zones.set(timeZone, fresh)
  return fresh
}

function formatDay(format: Intl.DateTimeFormat, instant: Date): CalendarDay {
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]))
  return calendarDay(`${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`)
}
