import { type CalendarDay, calendarDay } from '../base/calendar-day'

export const dayFormats = [
  'YYYY-MM-DD',
  'YYYYMMDD',
  'YYYY/MM/DD',
  'DD.MM.YYYY',
  'DD.MM.YY',
  'DD/MM/YYYY',
  'DD/MM/YY',
  'DD-MM-YYYY',
  'MM/DD/YYYY',
  'MM/DD/YY',
] as const
export type DayFormat = (typeof dayFormats)[number]

const places: ReadonlyMap<string, RegExp> = new Map(dayFormats.map((format) => [format, patternOf(format)]))

/** A day in the one way in which the file writes days; an hour behind it is passed over. Null for what is no day. */
export function dayFromWritten(written: string, format: DayFormat): CalendarDay | null {
  const parts = places.get(format)?.exec(written.trim())?.groups
  if (!parts) return null
  const year = Number(parts.y)
  return dayOf(parts.y?.length === 2 ? 2000 + year : year, Number(parts.m), Number(parts.d))
}

/** 31 February is refused, not moved on to March. */
export function dayOf(year: number, month: number, day: number): CalendarDay | null {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  const isSame = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isSame && year >= 1900 && year <= 9999 ? calendarDay(date.toISOString().slice(0, 10)) : null
}

function patternOf(format: string): RegExp {
  const body = format
    .replaceAll('.', '\\.')
    .replace('YYYY', '(?<y>\\d{4})')
    .replace('YY', '(?<y>\\d{2})')
    .replace('MM', format === 'YYYYMMDD' ? '(?<m>\\d{2})' : '(?<m>\\d{1,2})')
    .replace('DD', format === 'YYYYMMDD' ? '(?<d>\\d{2})' : '(?<d>\\d{1,2})')
  return new RegExp(`^${body}(?:[T ]\\d{1,2}:\\d{2}\\S*)?$`)
}
