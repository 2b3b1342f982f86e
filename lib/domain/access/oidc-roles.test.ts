import { expect, test } from 'vitest'
import { isOwnAddress, readGroupRules, rolesOf } from './oidc-roles'

const rules = readGroupRules('admins=fern:admin, finance team=fern:analyst,finance team=salt:executive') ?? []

test('the first rule that fits counts, marketplace by marketplace; where none fits there is no role', () => {
  expect([...rolesOf(['finance team'], rules)]).toEqual([
    ['fern', 'analyst'],
    ['salt', 'executive'],
  ])
  expect([...rolesOf(['finance team', 'admins'], rules)]).toEqual([
    ['fern', 'admin'],
    ['salt', 'executive'],
  ])
  expect([...rolesOf(['Admins', 'admins '], rules)].map(([, role]) => role)).toEqual([null, null])
})

test.each(['', 'finance', 'finance=fern', 'finance=fern:boss', '=fern:admin', 'a=fern:admin,'])(
  '"%s" is not taken for rules',
  (text) => expect(readGroupRules(text)).toBeNull(),
)

test('an address belongs to a domain by its whole domain', () => {
  const own = (email: string) => isOwnAddress(email, ['fernhollow.example'])
  expect([own('Ana@FernHollow.example'), own('ana@fernhollow.example ')]).toEqual([true, true])
  for (const other of [
    'ana@evil.fernhollow.example',
    'ana@fernhollow.example.evil',
    'a@b@fernhollow.example',
    '@fernhollow.example',
    'ana',
  ])
    expect(own(other)).toBe(false)
})
