import { expect, test } from 'vitest'
import type { Approval } from './approval'
import { canUse } from './can-use'

const approval: Approval = {
  id: 'apr_1',
  action: 'reverse_transfer',
  subject: 'tr_1',
  payload: { amountMinor: '20000' },
  payloadHash: 'aa',
  reason: 'the refund forgot the transfer',
  requestedBy: 'ana',
  requestedAt: new Date('2026-10-31T10:00:00Z'),
  expiresAt: new Date('2026-10-31T14:00:00Z'),
  state: 'approved',
  decidedBy: 'cleo',
  usedFor: null,
}
const [noon, late] = [new Date('2026-10-31T12:00:00Z'), new Date('2026-10-31T14:00:01Z')]

test.each<[string, Partial<Approval>, string, string, Date, string]>([
  ['what was approved is let through', {}, 'aa', 'int_1', noon, 'ok'],
  ['nobody has decided yet', { state: 'pending' }, 'aa', 'int_1', noon, 'not_approved'],
  ['it was refused', { state: 'refused' }, 'aa', 'int_1', noon, 'not_approved'],
  ['nobody decided in time', { state: 'expired' }, 'aa', 'int_1', noon, 'expired'],
  ['another amount', {}, 'bb', 'int_1', noon, 'payload_changed'],
  ['a second act', { usedFor: 'int_1' }, 'aa', 'int_2', noon, 'already_used'],
  ['too late', {}, 'aa', 'int_1', late, 'expired'],
  ['the same act once more, however late', { usedFor: 'int_1' }, 'aa', 'int_1', late, 'ok'],
])('%s', (_, change, hash, usedFor, now, expected) => {
  const verdict = canUse({ ...approval, ...change }, hash, usedFor, now)
  expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected)
})
