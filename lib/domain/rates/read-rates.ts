import { type CalendarDay, calendarDay, isCalendarDay } from '../base/calendar-day'
import { exponentOf } from '../money/money'
import { rateFromDecimal } from '../money/rate'

export type EnteredRate = { from: string; to: string; day: CalendarDay; rate: string }
export type RateLineError = { line: number; message: string }
export type RatesReading = { rates: EnteredRate[]; errors: RateLineError[] }

const mostLines = 5_000

/**
 * Rates as people paste them: a line each, "2026-11-25, EUR, USD, 1.0842" (comma, semicolon or tab), a head line or not.
 * Every line that cannot be read is said with what is wrong; of a pair named twice for one day the second is an error.
 * `today` is the last day for which a rate can be known.
 */
export function readRates(text: string, today: CalendarDay): RatesReading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines.length > mostLines)
    return { rates: [], errors: [{ line: mostLines + 1, message: `At most ${mostLines} lines at once.` }] }
  const reading: RatesReading = { rates: [], errors: [] }
  const seen = new Set<string>()
  lines.forEach((words, at) => {
    const cells = words.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    if (words.trim() === '' || (at === 0 && isHead(cells))) return
    const read = readLine(cells, today)
    const key = `${cells[0]} ${cells[1]} ${cells[2]}`.toLowerCase()
    if (typeof read === 'string') reading.errors.push({ line: at + 1, message: read })
    else if (seen.has(key)) reading.errors.push({ line: at + 1, message: 'This pair has a rate for this day already.' })
    else reading.rates.push(read)
    seen.add(key)
  })
  return reading
}

function isHead(cells: readonly string[]): boolean {
  return !/\d/.test(cells.join(''))
}

function readLine([day = '', from = '', to = '', rate = '', ...rest]: string[], today: CalendarDay) {
  if (rest.length > 0 || rate === '') return 'Write day, currency, currency and rate: 2026-11-25, EUR, USD, 1.0842.'
  if (!isCalendarDay(day)) return `“${day.slice(0, 20)}” is no day: write it as 2026-11-25.`
  if (day > today) return 'This day is still ahead: no rate can be known for it.'
  const [base, quote] = [from.toLowerCase(), to.toLowerCase()]
  for (const currency of [base, quote])
    if (!exponentOf(currency).ok) return `“${currency.toUpperCase().slice(0, 20)}” is no currency that Stripe knows.`
  if (base === quote) return 'A currency needs no rate to itself.'
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate)) return 'The rate is no decimal with a point: write it as 1.0842.'
  const exact = rateFromDecimal(rate)
  if (!exact.ok || exact.value.numerator === 0n) return 'A rate is more than nothing.'
  return { from: base, to: quote, day: calendarDay(day), rate }
}
