import { expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import { calendarDay } from '../base/calendar-day'
import { usualCalendar } from '../calendar/work-calendar'
import { canAssign } from './can-assign'
import { canReopen } from './can-reopen'
import { canResolve } from './can-resolve'
import type { ExceptionFacts, ExceptionState } from './exception'
import { urgencyOf } from './urgency'

// A Monday at nine, so that five days of work end on Friday at five.
const openedAt = new Date('2026-11-02T09:00:00Z')
const after = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000)
const weigh = (amountMinor: bigint, currency: string, hours = 0) => {
  const { severity, dueAt } = urgencyOf({ amountMinor, currency, openedAt }, after(hours), usualCalendar('UTC'))
  return [severity, dueAt.toISOString().slice(5, 13)]
}

test.each<[string, bigint, string, number, [number, string]]>([
  ['999.99 dollars are low, due in five days of work', 999_99n, 'usd', 0, [1, '11-06T17']],
  ['a thousand dollars are medium', 1_000_00n, 'usd', 0, [2, '11-04T17']],
  ['ten thousand are high', 10_000_00n, 'usd', 0, [3, '11-03T17']],
  ['a hundred thousand are critical, due today', 100_000_00n, 'usd', 0, [4, '11-02T17']],
  ['a hundred thousand yen are not', 100_000n, 'jpy', 0, [1, '11-06T17']],
  ['a thousand dinars have three decimals', 1_000_000n, 'kwd', 0, [2, '11-04T17']],
  ['crowns of Iceland have two in the API', 130_000_00n, 'isk', 0, [2, '11-04T17']],
  ['a day in the queue makes a small sum medium', 1n, 'usd', 24, [2, '11-05T17']],
  ['three days make it high', 1n, 'usd', 72, [3, '11-05T17']],
  ['five days make it critical', 1n, 'usd', 120, [4, '11-05T17']],
  ['age never makes a due time later than the amount did', 10_000_00n, 'usd', 120, [4, '11-03T17']],
])('%s', (_, minor, currency, hours, expected) => {
  expect(weigh(minor, currency, hours)).toEqual(expected)
})

test('nothing is due on a day on which nobody works', () => {
  const friday = new Date('2026-11-06T15:00:00Z')
  const calendar = { ...usualCalendar('UTC'), holidays: [calendarDay('2026-11-09')] }
  const { dueAt } = urgencyOf({ amountMinor: 100_000_00n, currency: 'usd', openedAt: friday }, friday, calendar)
  expect(dueAt).toEqual(new Date('2026-11-10T15:00:00Z'))
})

const actor = (role: Role): Actor => ({ kind: 'user', id: 'usr_1', marketplaceId: 'm', role })
const item = (state: ExceptionState): ExceptionFacts => ({
  state,
  kind: 'DUPLICATE',
  direction: 'books_only',
  version: 1,
  assigneeId: null,
})
const reason = (verdict: { ok: boolean; reason?: string }) => (verdict.ok ? 'yes' : verdict.reason)

test('one verdict for the button and the command, by role and state', () => {
  const states: ExceptionState[] = ['open', 'waiting', 'resolved', 'closed']
  expect(states.map((state) => reason(canResolve(item(state), actor('analyst'))))).toEqual([
    'yes',
    'still_waiting',
    'already_resolved',
    'already_closed',
  ])
  expect(states.map((state) => reason(canReopen(item(state), actor('admin'))))).toEqual([
    'not_resolved',
    'not_resolved',
    'yes',
    'not_resolved',
  ])
  expect(states.map((state) => reason(canAssign(item(state), actor('compliance'))))).toEqual([
    'yes',
    'yes',
    'already_settled',
    'already_settled',
  ])
  expect(reason(canResolve(item('open'), actor('executive')))).toBe('not_permitted')
  expect(reason(canResolve(item('open'), actor('compliance')))).toBe('not_permitted')
  expect(reason(canAssign(item('open'), actor('executive')))).toBe('not_permitted')
})

test('a reason that does not fit the kind is refused', () => {
  expect(reason(canResolve(item('open'), actor('analyst'), 'duplicate_removed'))).toBe('yes')
  expect(reason(canResolve(item('open'), actor('analyst'), 'contract_corrected'))).toBe('wrong_reason')
})
