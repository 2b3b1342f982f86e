import { expect, test } from 'vitest'
import type { Actor, Role } from '../access/actor'
import { canChange, canKeep, checkName, isQuery, viewPolicy } from './can-keep'

const user = (id: string, role: Role): Actor => ({ kind: 'user', id, role, marketplaceId: 'm' })
const told = (verdict: { ok: boolean; reason?: string }) => (verdict.ok ? true : verdict.reason)

test.each([
  [false, user('sue', 'support'), true],
  [true, user('sue', 'support'), 'may_not_share'],
  [true, user('eve', 'executive'), true],
  [false, { kind: 'apiKey', id: 'key_1', marketplaceId: 'm' } as Actor, 'not_permitted'],
])('who keeps views, and for whom: %#', (shared, actor, expected) => {
  expect(told(canKeep(shared, actor))).toBe(expected)
})

test.each([
  [{ ownerId: 'ana', shared: false }, user('ana', 'analyst'), true],
  [{ ownerId: 'ana', shared: true }, user('ben', 'analyst'), 'not_yours'],
  [{ ownerId: 'ana', shared: true }, user('adam', 'admin'), true],
  [{ ownerId: 'ana', shared: false }, user('adam', 'admin'), 'not_yours'],
])('whose view may be changed: %#', (view, actor, expected) => {
  expect(told(canChange(view, actor))).toBe(expected)
})

test('a name is one line, not empty, not too long, and not a second time the same', () => {
  expect(checkName('  Fees \n of  May ', [])).toEqual({ ok: true, value: 'Fees of May' })
  expect(told(checkName(' \u0000 ', []))).toBe('name_missing')
  expect(told(checkName('x'.repeat(viewPolicy.longestName + 1), []))).toBe('name_too_long')
  expect(told(checkName('fees', [{ name: 'Fees' }]))).toBe('name_taken')
})

test('only what an address may hold is kept as one', () => {
  expect(isQuery('view=mine&kind=FEE_VARIANCE,DUPLICATE&q=ch_1%20x')).toBe(true)
  expect(isQuery('x=<script>')).toBe(false)
  expect(isQuery('x='.padEnd(viewPolicy.longestQuery + 1, 'y'))).toBe(false)
})
