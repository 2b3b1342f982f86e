import { expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { dayOr } from '../overview/load-figures'
import { parseAsPosition, placeText, readDay, readMoment, readPlace } from './search-params'

test('a place comes back as it was written, and what is none is the beginning of the list', () => {
  expect(readPlace(placeText('2026-10-31T00:00:00.000Z', 'txn~1'), 2)).toEqual(['2026-10-31T00:00:00.000Z', 'txn~1'])
  for (const text of [null, '', '~', 'alone']) expect(readPlace(text, 2)).toBeNull()
})

test.each(['soon', '', undefined, '+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', '0000-01-01'])(
  '%s is no instant that the database could be asked about',
  (text) => {
    expect(readMoment(text)).toBeNull()
  },
)

test('an instant is read to the millisecond', () => {
  expect(readMoment('2026-10-31T01:02:03.004Z')).toEqual(new Date('2026-10-31T01:02:03.004Z'))
})

test.each(['2026-02-31', '2026-13-01', '0000-01-01', '9999-12-31', 'today', null])(
  '%s is no day: today is shown',
  (text) => {
    const today = calendarDay('2026-10-31')
    expect(dayOr(text, today)).toBe(today)
    expect(dayOr('2024-02-29', today)).toBe('2024-02-29')
  },
)

test.each(['2025-02-31', '0000-01-01', '2025-1-1', '2025-01-01T00:00', 'x', undefined])(
  '%s is no day, and begins no page',
  (text) => expect(readDay(text)).toBeNull(),
)
test('a day of the calendar is one', () => expect(readDay('2024-02-29')).toBe('2024-02-29'))

test.each(['3000000000', '2147483648', '-1', '1.5', '1e3', '', 'x'])('%s is no position in a list', (text) =>
  expect(parseAsPosition.parse(text)).toBeNull(),
)
test('a position goes as far as an int does', () => expect(parseAsPosition.parse('2147483647')).toBe(2_147_483_647))
