import { expect, test } from 'vitest'
import type { Actor, Role } from '../../access/actor'
import { usualCalendar } from '../../calendar/work-calendar'
import type { ExceptionState } from '../exception'
import { canPause, dueAfterPause, longestPauseDays } from './pause'

const now = new Date('2026-11-03T10:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const actor = (role: Role): Actor => ({ kind: 'user', id: 'usr_1', marketplaceId: 'm', role })
const verdict = (state: ExceptionState, role: Role, until?: Date) => {
  const one = canPause({ state }, actor(role), now, until)
  return one.ok ? 'yes' : one.reason
}

test('what is open may be paused by those who work the queue, until a day that comes', () => {
  expect(verdict('open', 'analyst')).toBe('yes')
  expect(verdict('open', 'compliance', days(3))).toBe('yes')
  expect(verdict('open', 'executive')).toBe('not_permitted')
  expect(verdict('waiting', 'analyst')).toBe('still_waiting')
  expect(verdict('resolved', 'analyst')).toBe('already_settled')
  expect(verdict('open', 'analyst', now)).toBe('day_past')
  expect(verdict('open', 'analyst', days(longestPauseDays))).toBe('yes')
  expect(verdict('open', 'analyst', days(longestPauseDays + 0.1))).toBe('day_too_far')
})

test('as much working time as was left is left afterwards; what was over stays over by as much', () => {
  const calendar = usualCalendar('UTC')
  // Tuesday at ten; due on Thursday at ten: two days of work are left, whenever the pause ends.
  const pause = { dueBefore: days(2), beganAt: now }
  expect(dueAfterPause(pause, days(7), calendar)).toEqual(days(9))
  expect(dueAfterPause(pause, new Date('2026-11-07T12:00:00Z'), calendar)).toEqual(new Date('2026-11-10T17:00:00Z'))
  expect(dueAfterPause({ ...pause, dueBefore: days(-1) }, days(5), calendar)).toEqual(days(4))
  expect(dueAfterPause(pause, now, calendar)).toEqual(days(2))
})
