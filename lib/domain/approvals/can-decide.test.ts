import { expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import type { Approval } from './approval'
import { canDecide } from './can-decide'

const noon = new Date('2026-10-31T12:00:00Z')
const approval: Approval = {
  id: 'apr_1',
  action: 'intent.request',
  subject: 'tr_1',
  payload: { amountMinor: '20000' },
  payloadHash: 'aa',
  reason: 'the refund forgot the transfer',
  requestedBy: 'ana',
  requestedAt: new Date('2026-10-31T10:00:00Z'),
  expiresAt: new Date('2026-10-31T14:00:00Z'),
  state: 'pending',
  decidedBy: null,
  usedFor: null,
}
const user = (id: string, role: Role): Actor => ({ kind: 'user', id, role, marketplaceId: 'm' })

test.each([
  ['a second person decides', user('cleo', 'compliance'), approval, 'aa', noon, true],
  ['nobody approves their own request', user('ana', 'admin'), approval, 'aa', noon, 'own_request'],
  ['an executive only reads', user('eve', 'executive'), approval, 'aa', noon, 'not_permitted'],
  [
    'a machine never approves',
    { kind: 'job', id: 'x', marketplaceId: 'm' } as Actor,
    approval,
    'aa',
    noon,
    'not_permitted',
  ],
  [
    'after the expiry it is too late',
    user('cleo', 'admin'),
    approval,
    'aa',
    new Date('2026-10-31T14:00:01Z'),
    'expired',
  ],
  ['another payload than the one seen is refused', user('cleo', 'admin'), approval, 'bb', noon, 'payload_changed'],
  [
    'a decided one stays decided',
    user('cleo', 'admin'),
    { ...approval, state: 'refused' } as Approval,
    'aa',
    noon,
    'already_decided',
  ],
  [
    'who has decided is told so again, and nothing more is written',
    user('cleo', 'admin'),
    { ...approval, state: 'approved', decidedBy: 'cleo' } as Approval,
    'aa',
    noon,
    'already_decided',
  ],
])('%s', (_, actor, item, hash, now, expected) => {
  const verdict = canDecide(item, actor, hash, now)
  expect(verdict.ok ? true : verdict.reason).toBe(expected)
})
