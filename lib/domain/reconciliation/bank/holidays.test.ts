import { expect, test } from 'vitest'
import { calendarDay as day } from '../../base/calendar-day'
import { addBusinessDays } from '../../matching/scoring/business-days'
import { bankCalendar } from './holidays'

test('Christmas and New Year are no business days', () => {
  const calendar = bankCalendar('eur')
  expect(addBusinessDays(day('2026-12-23'), 5, calendar)).toBe('2026-12-31')
  expect(addBusinessDays(day('2026-12-23'), 6, calendar)).toBe('2027-01-04')
})

test.each([
  ['eur', ['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25']],
  ['usd', ['2026-01-19', '2026-05-25', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2027-07-05']],
  ['gbp', ['2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28', '2022-01-03', '2022-09-19']],
])('holidays of %s', (currency, days) => {
  const { holidays } = bankCalendar(currency)
  expect(days.filter((one) => !holidays.includes(day(one)))).toEqual([])
})

test('working days are no holidays', () => {
  expect(bankCalendar('usd').holidays).not.toContain(day('2026-07-03'))
  expect(bankCalendar('eur').holidays).not.toContain(day('2026-11-11'))
  expect(bankCalendar('jpy').holidays).toEqual([])
})
