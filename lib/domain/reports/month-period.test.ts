import { expect, test } from 'vitest'
import { monthPeriod, recentMonths } from './month-period'

const now = new Date('2026-10-15T20:00:00Z')
const told = (month: string, at = now) => {
  const period = monthPeriod(month, at)
  return period.ok ? [period.value.from.toISOString(), period.value.to.toISOString()] : period.reason
}

test('a month is cut at midnight UTC, and the running one at the beginning of today', () => {
  expect(told('2026-09')).toEqual(['2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'])
  expect(told('2025-12')).toEqual(['2025-12-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'])
  expect(told('2026-10')).toEqual(['2026-10-01T00:00:00.000Z', '2026-10-15T00:00:00.000Z'])
})

test('a month without a whole day, and what is no month', () => {
  expect(told('2026-11')).toBe('not_begun')
  expect(told('2026-10', new Date('2026-10-01T23:59:59Z'))).toBe('not_begun')
  expect(told('2026-13')).toBe('not_a_month')
  expect(recentMonths(new Date('2026-10-01T08:00:00Z'), 2)).toEqual(['2026-09', '2026-08'])
})
