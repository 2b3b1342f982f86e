import { expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import { canAssign } from './can-assign'
import { canReopen } from './can-reopen'
import { canResolve } from './can-resolve'
import type { ExceptionFacts, ExceptionState } from './exception'
import { urgencyOf } from './urgency'

const openedAt = new Date('2026-10-31T00:00:00Z')
const after = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000)
const weigh = (amountMinor: bigint, currency: string, hours = 0) => {
  const { severity, dueAt } = urgencyOf({ amountMinor, currency, openedAt }, after(hours))
  return [severity, (dueAt.getTime() - openedAt.getTime()) / 3_600_000]
}

test.each<[string, bigint, string, number, number[]]>([
  ['999.99 dollars are low, due in a week', 999_99n, 'usd', 0, [1, 168]],
  ['a thousand dollars are medium', 1_000_00n, 'usd', 0, [2, 120]],
  ['ten thousand are high', 10_000_00n, 'usd', 0, [3, 72]],
  ['a hundred thousand are critical, due tomorrow', 100_000_00n, 'usd', 0, [4, 24]],
  ['a hundred thousand yen are not', 100_000n, 'jpy', 0, [1, 168]],
  ['a thousand dinars have three decimals', 1_000_000n, 'kwd', 0, [2, 120]],
  ['crowns of Iceland have two in the API', 130_000_00n, 'isk', 0, [2, 120]],
  ['a day in the queue makes a small sum medium', 1n, 'usd', 24, [2, 144]],
  ['three days make it high', 1n, 'usd', 72, [3, 144]],
  ['five days make it critical', 1n, 'usd', 120, [4, 144]],
  ['age never makes a due time later than the amount did', 10_000_00n, 'usd', 120, [4, 72]],
])('%s', (_, minor, currency, hours, expected) => {
  expect(weigh(minor, currency, hours)).toEqual(expected)
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
