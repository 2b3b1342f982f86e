import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readGroupRules } from '@/lib/domain/access/oidc-roles'
import { addMember } from '../../access/create-marketplace'
import { memberships } from '../../access/memberships'
import { listAudit } from '../../audit/queries'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { sessionActor } from '../session-actor'
import { enterByOidc, type OidcClaims } from './enter-by-oidc'

let t: TestDatabase
let n = 0
let claims: OidcClaims
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => {
  n++
  claims = {
    issuer: 'https://id.hollow.example',
    subject: `sub-${n}`,
    email: `ines${n}@hollow.example`,
    emailVerified: true,
    name: 'Ines',
    groups: ['money'],
  }
})

const policy = {
  rules: readGroupRules('money=fernhollow:analyst,board=fernhollow:executive,money=saltmarsh:support') ?? [],
  domains: ['hollow.example'],
}
const enter = (change: Partial<OidcClaims> = {}) =>
  enterByOidc(t.db, { ...claims, ...change }, policy, 'Chrome on Linux')
const entered = async (change: Partial<OidcClaims> = {}) => {
  const result = await enter(change)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}
const rolesOf = async (userId: string) =>
  (await memberships(t.db, userId)).map(({ marketplaceId, role }) => `${marketplaceId} ${role}`).sort()
const people = async () => (await t.admin.query('SELECT count(*)::int AS n FROM app_user')).rows[0]?.n

test('whoever the groups give a role comes in, is the same person the next time, and the chain says by what', async () => {
  const session = await entered()
  expect(await rolesOf(session.userId)).toEqual(['fernhollow analyst', 'saltmarsh support'])
  expect(await sessionActor(t.db, session)).toMatchObject({ role: 'analyst', marketplaceId: 'fernhollow' })
  const again = await entered({ email: `renamed${n}@hollow.example`, name: 'Ines Later' })
  expect(again.userId).toBe(session.userId)
  expect(again.sessionId).not.toBe(session.sessionId)
  expect((await listAudit(t.ctx, { action: 'session.start', subject: session.userId }))[0]).toMatchObject({
    detail: { by: 'oidc' },
  })
})

test('roles follow the groups at every sign-in: another role and a lost one end what was there, other places stay', async () => {
  const first = await entered()
  await addMember(t.db, t.otherMarketplaceId, { email: claims.email ?? '', name: 'Ines', role: 'support' })
  const second = await entered({ groups: ['board'] })
  expect(await rolesOf(first.userId)).toEqual(['fernhollow executive'])
  expect(await sessionActor(t.db, first)).toBeUndefined()
  expect(await sessionActor(t.db, second)).toMatchObject({ role: 'executive' })
  expect(await enter({ groups: ['nobody knows'] })).toMatchObject({ reason: 'no_group' })
  expect(await rolesOf(first.userId)).toEqual([])
  expect(await sessionActor(t.db, second)).toBeUndefined()
})

test('an address that is not verified, none, or of another house makes nobody', async () => {
  const before = await people()
  expect(await enter({ emailVerified: false })).toMatchObject({ reason: 'no_address' })
  expect(await enter({ email: null })).toMatchObject({ reason: 'no_address' })
  expect(await enter({ email: 'ines@hollow.example.evil.example' })).toMatchObject({ reason: 'foreign_address' })
  expect(await enter({ groups: [] })).toMatchObject({ reason: 'no_group' })
  expect(await people()).toBe(before)
})

test('who has a password here is linked by the verified address once; another subject under it is not they', async () => {
  const known = await addMember(t.db, t.marketplaceId, {
    email: claims.email ?? '',
    name: 'Ines',
    role: 'support',
    password: 'correct horse battery',
  })
  expect((await entered()).userId).toBe(known)
  expect(await enter({ subject: 'somebody who got the address later' })).toMatchObject({ reason: 'other_subject' })
  expect(await enter({ issuer: 'https://another.example' })).toMatchObject({ reason: 'other_subject' })
  expect(await rolesOf(known)).toEqual(['fernhollow analyst', 'saltmarsh support'])
  const { rows } = await t.admin.query('SELECT identity_hash FROM oidc_identity')
  expect(JSON.stringify(rows)).not.toMatch(/sub-|hollow/)
})

test('who was linked and lost everything is nobody else afterwards', async () => {
  const { userId } = await entered()
  await enter({ groups: [] })
  expect(await enter({ subject: 'another' })).toMatchObject({ reason: 'other_subject' })
  expect(await rolesOf(userId)).toEqual([])
  expect((await entered()).userId).toBe(userId)
})

test('two at once are one person', async () => {
  const both = await Promise.all([entered(), entered()])
  expect(new Set(both.map(({ userId }) => userId)).size).toBe(1)
})
