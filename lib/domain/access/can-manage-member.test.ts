import { expect, test } from 'vitest'
import type { Actor, Role } from './actor'
import { canManageMember } from './can-manage-member'

const user = (id: string, role: Role): Actor => ({ kind: 'user', id, role, marketplaceId: 'm' })

test.each<[string, Actor, string, string]>([
  ['an administrator manages others', user('adam', 'admin'), 'ana', 'ok'],
  ['nobody manages themselves', user('adam', 'admin'), 'adam', 'own_membership'],
  ['compliance does not', user('cleo', 'compliance'), 'ana', 'not_permitted'],
  ['nor does a machine', { kind: 'apiKey', id: 'key', marketplaceId: 'm' }, 'ana', 'not_permitted'],
])('%s', (_, actor, userId, expected) => {
  const verdict = canManageMember(userId, actor)
  expect(verdict.ok ? 'ok' : verdict.reason).toBe(expected)
})
