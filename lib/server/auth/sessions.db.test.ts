import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeRole } from '../access/change-role'
import { addMember } from '../access/create-marketplace'
import { memberships } from '../access/memberships'
import { removeMember } from '../access/remove-member'
import { signOutMember } from '../access/sign-out-member'
import { listAudit } from '../audit/queries'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { endSessions } from './end-sessions'
import { authOptions } from './next-auth'
import { type SessionClaims, sessionActor, type UserCtx } from './session-actor'
import { beginSession, endOtherSessions, endSession, isAlive, listSessions } from './session-rows'
import { switchMarketplace } from './switch-marketplace'

let t: TestDatabase
let both: string
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  for (const id of [t.marketplaceId, t.otherMarketplaceId])
    both = await addMember(t.db, id, { email: 'both@fernhollow.example', name: 'Bo', role: 'analyst' })
})

async function claimsIn(marketplaceId: string): Promise<SessionClaims> {
  const place = (await memberships(t.db, both)).find((item) => item.marketplaceId === marketplaceId)
  const sessionId = await inSql(t.ctx, (sql) =>
    beginSession(sql, { userId: both, marketplaceId, device: 'Chrome on Linux' }),
  )
  return { userId: both, marketplaceId, sessionVersion: place?.sessionVersion ?? 0, sessionId }
}

async function ctxOf(claims: SessionClaims): Promise<UserCtx> {
  const actor = await sessionActor(t.db, claims)
  if (!actor) throw new Error('This session is over')
  return { actor, now: testNow, db: t.db, sessionId: claims.sessionId }
}

test('a stolen cookie stops working when its owner signs out, in every marketplace', async () => {
  const [here, there] = [await claimsIn(t.marketplaceId), await claimsIn(t.otherMarketplaceId)]
  expect(await sessionActor(t.db, here)).toMatchObject({ id: both, marketplaceId: t.marketplaceId, role: 'analyst' })
  await endSessions(await ctxOf(here))
  expect(await sessionActor(t.db, here)).toBeUndefined()
  expect(await sessionActor(t.db, there)).toBeUndefined()
  expect(await sessionActor(t.db, await claimsIn(t.marketplaceId))).toBeDefined()
  expect((await listAudit(t.ctx, { subject: both }))[0]).toMatchObject({ action: 'session.end', actorId: both })
})

test('the sign-out of next-auth is that very sign-out, and a cookie that is over signs nobody out', async () => {
  const claims = await claimsIn(t.marketplaceId)
  const signOut = () => authOptions().events?.signOut?.({ token: { claims }, session: { expires: '' } })
  await signOut()
  expect(await sessionActor(t.db, claims)).toBeUndefined()
  const next = await claimsIn(t.marketplaceId)
  await signOut()
  expect(await sessionActor(t.db, next)).toBeDefined()
})

test('a changed role and a lost membership end every session, whoever writes them', async () => {
  const before = await claimsIn(t.marketplaceId)
  expect(await changeRole(t.ctxAs('admin'), both, 'compliance')).toEqual({ ok: true, value: undefined })
  expect(await sessionActor(t.db, before)).toBeUndefined()
  const changed = await claimsIn(t.marketplaceId)
  expect(await sessionActor(t.db, changed)).toMatchObject({ role: 'compliance' })
  await changeRole(t.ctxAs('admin'), both, 'compliance')
  expect(await sessionActor(t.db, changed)).toBeDefined()
  await t.admin.query(`UPDATE membership SET role = 'executive' WHERE marketplace_id = $1 AND user_id = $2`, [
    t.marketplaceId,
    both,
  ])
  expect(await sessionActor(t.db, changed)).toBeUndefined()
  const last = await claimsIn(t.marketplaceId)
  const elsewhere = await claimsIn(t.otherMarketplaceId)
  expect(await removeMember(t.ctxAs('admin'), both)).toEqual({ ok: true, value: undefined })
  expect(await sessionActor(t.db, last)).toBeUndefined()
  expect(await sessionActor(t.db, elsewhere)).toBeUndefined()
  await addMember(t.db, t.marketplaceId, { email: 'both@fernhollow.example', name: 'Bo', role: 'analyst' })
  expect(await sessionActor(t.db, last)).toBeUndefined()
})

test('going to another marketplace stands in both chains, and neither names the other', async () => {
  const ctx = await ctxOf(await claimsIn(t.marketplaceId))
  const moved = await switchMarketplace(ctx, t.otherMarketplaceId)
  if (!moved.ok) throw new Error(moved.reason)
  expect(await sessionActor(t.db, moved.value)).toMatchObject({ id: both, marketplaceId: t.otherMarketplaceId })
  const there = await ctxOf(moved.value)
  const [left] = await listAudit(ctx, { subject: both })
  const [entered] = await listAudit(there, { subject: both })
  expect(left).toMatchObject({ action: 'session.leave', actorId: both, detail: {} })
  expect(entered).toMatchObject({ action: 'session.enter', actorId: both, detail: {} })
})

test('rejects: a marketplace one does not belong to, the one where one is, one that was lost a moment ago', async () => {
  const ctx = await ctxOf(await claimsIn(t.marketplaceId))
  expect(await switchMarketplace(ctx, 'nowhere')).toEqual({ ok: false, reason: 'not_a_member' })
  expect(await switchMarketplace(ctx, t.marketplaceId)).toEqual({ ok: false, reason: 'already_there' })
  await removeMember(t.ctxAs('admin', t.otherMarketplaceId), both)
  expect(await switchMarketplace(ctx, t.otherMarketplaceId)).toEqual({ ok: false, reason: 'not_a_member' })
  const single = { ...ctx, actor: { ...ctx.actor, id: t.ctxAs('analyst').actor.id } }
  expect(await switchMarketplace(single, t.otherMarketplaceId)).toEqual({ ok: false, reason: 'not_a_member' })
})

test('claims with a made-up marketplace or version are nobody', async () => {
  const good = await claimsIn(t.marketplaceId)
  expect(await sessionActor(t.db, { ...good, marketplaceId: 'nowhere' })).toBeUndefined()
  expect(await sessionActor(t.db, { ...good, sessionVersion: good.sessionVersion + 1 })).toBeUndefined()
  expect(await sessionActor(t.db, { ...good, userId: 'usr_nobody' })).toBeUndefined()
})

const hours = (n: number) => new Date(Date.now() + n * 3_600_000)

test('sessions are listed with their device, and one or all others are ended at once', async () => {
  const [here, there, third] = [
    await claimsIn(t.marketplaceId),
    await claimsIn(t.marketplaceId),
    await claimsIn(t.otherMarketplaceId),
  ]
  const ctx = await ctxOf(here)
  const listed = await listSessions(ctx)
  expect(listed.map(({ id }) => id)).toEqual(
    expect.arrayContaining([here, there, third].map(({ sessionId }) => sessionId)),
  )
  expect(listed.filter(({ isThis }) => isThis).map(({ id, device }) => [id, device])).toEqual([
    [here.sessionId, 'Chrome on Linux'],
  ])
  expect(await endSession(ctx, { id: there.sessionId })).toEqual({ ok: true })
  expect(await sessionActor(t.db, there)).toBeUndefined()
  expect(await sessionActor(t.db, third)).toBeDefined()
  expect(await endSession(ctx, { id: there.sessionId })).toMatchObject({ reason: 'not_found' })
  expect(await endSession(ctx, { id: here.sessionId })).toMatchObject({ reason: 'this_one' })
  expect(await endOtherSessions(ctx)).toBeGreaterThan(0)
  expect(await endOtherSessions(ctx)).toBe(0)
  expect(await sessionActor(t.db, third)).toBeUndefined()
  expect((await listSessions(ctx)).map(({ id }) => id)).toEqual([here.sessionId])
  expect((await listAudit(t.ctx, { subject: both }))[0]).toMatchObject({ action: 'session.end', actorId: both })
})

test('nobody lists or ends the sessions of somebody else, and a made-up id is nobody', async () => {
  const claims = await claimsIn(t.marketplaceId)
  const analyst = t.ctxAs('analyst')
  if (analyst.actor.kind !== 'user') throw new Error('a person')
  const other: UserCtx = { ...analyst, actor: analyst.actor }
  expect(await listSessions(other)).toEqual([])
  expect(await endSession(other, { id: claims.sessionId })).toMatchObject({ reason: 'not_found' })
  expect(await sessionActor(t.db, claims)).toBeDefined()
  expect(await sessionActor(t.db, { ...claims, sessionId: 'ses_madeup' })).toBeUndefined()
  expect(await isAlive(t.db, claims.sessionId, other.actor.id)).toBe(false)
})

test('a session is over after half a day unused, and after a week however much it is used', async () => {
  const { sessionId } = await claimsIn(t.marketplaceId)
  expect(await isAlive(t.db, sessionId, both, hours(13))).toBe(false)
  for (let at = 0; at < 7 * 24; at += 11)
    expect([at, await isAlive(t.db, sessionId, both, hours(at))]).toEqual([at, true])
  expect(await isAlive(t.db, sessionId, both, hours(7 * 24 + 1))).toBe(false)
})

test('an admin signs a member out everywhere, and nobody else does, nor oneself', async () => {
  const claims = await claimsIn(t.otherMarketplaceId)
  expect(await signOutMember(t.ctxAs('compliance'), both)).toMatchObject({ reason: 'not_permitted' })
  const admin = t.ctxAs('admin')
  expect(await signOutMember(admin, admin.actor.id)).toMatchObject({ reason: 'own_membership' })
  expect(await sessionActor(t.db, claims)).toBeDefined()
  expect(await signOutMember(admin, both)).toEqual({ ok: true })
  expect(await sessionActor(t.db, claims)).toBeUndefined()
  expect((await listAudit(t.ctx, { subject: both }))[0]).toMatchObject({ action: 'member.sign-out' })
})

test('out of a session that was ended elsewhere nobody goes to another marketplace', async () => {
  const claims = await claimsIn(t.marketplaceId)
  const ctx = await ctxOf(claims)
  await endSessions(await ctxOf(await claimsIn(t.marketplaceId)))
  expect(await switchMarketplace(ctx, t.otherMarketplaceId)).toEqual({ ok: false, reason: 'signed_out' })
})
