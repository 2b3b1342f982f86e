import type { CalendarDay } from '../../base/calendar-day'
import { dayOf, ordinalOf } from '../../matching/scoring/business-days'
import type { StatementFormat } from '../../statements/statement'

/** What a statement says of its days and balances. */
export type StatementSpan = {
  format: StatementFormat
  openingOn: CalendarDay | null
  firstOn: CalendarDay | null
  lastOn: CalendarDay | null
  closingOn: CalendarDay | null
  openingMinor: bigint | null
  closingMinor: bigint | null
}
export type DayRange = { from: CalendarDay; to: CalendarDay }

/**
 * The days that an account's statements cover, apart where a statement is missing. One statement goes on where another
 * ended if their days meet or its opening balance is the other's closing balance: between them nothing was booked, on
 * weekends and holidays as well as on quiet days. The order of the input decides nothing.
 */
export function coveredDays(statements: readonly StatementSpan[]): DayRange[] {
  const covered: (DayRange & { closingMinor: bigint | null })[] = []
  for (const next of statements.flatMap(spanOf).sort(bySpan)) {
    const last = covered.at(-1)
    const goesOn =
      last &&
      (next.from <= dayAfter(last.to) || (next.openingMinor !== null && next.openingMinor === last.closingMinor))
    if (!goesOn) covered.push({ from: next.from, to: next.to, closingMinor: next.closingMinor })
    else if (next.to >= last.to) Object.assign(last, { to: next.to, closingMinor: next.closingMinor })
  }
  return covered.map(({ from, to }) => ({ from, to }))
}

type Span = DayRange & Pick<StatementSpan, 'openingMinor' | 'closingMinor'>

function spanOf({ format, openingOn, firstOn, lastOn, closingOn, openingMinor, closingMinor }: StatementSpan): Span[] {
  // MT940 dates its opening balance by the day before the first one; whatever a format does, a line's day is covered.
  const opening = openingOn && format === 'mt940' ? dayAfter(openingOn) : openingOn
  const from = earliest(opening, firstOn)
  const to = closingOn === null || (lastOn !== null && lastOn > closingOn) ? lastOn : closingOn
  return from === null || to === null || to < from ? [] : [{ from, to, openingMinor, closingMinor }]
}

function earliest(a: CalendarDay | null, b: CalendarDay | null): CalendarDay | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

function bySpan(a: Span, b: Span): number {
  const keys = ({ from, to, openingMinor, closingMinor }: Span) => `${from} ${to} ${openingMinor} ${closingMinor}`
  return keys(a) < keys(b) ? -1 : 1
}

function dayAfter(day: CalendarDay): CalendarDay {
  return dayOf(ordinalOf(day) + 1)
}
