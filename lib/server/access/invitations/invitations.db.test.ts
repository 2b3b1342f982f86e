import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signIn } from '../../auth/sign-in'
import { openTestDatabase, type TestDatabase, testNow } from '../../db/testing/test-database'
import { erasePerson } from '../../personal/erase-person'
import { changePassword } from '../change-password'
import { acceptInvitation } from './accept'
import { invite, withdrawInvitation } from './invite'
import { listInvitations, seeInvitation } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('DELETE FROM invitation; DELETE FROM sign_in_count'))

const admin = () => t.ctxAs('admin')
const email = 'Nora.Quist@elsewhere.example'
const password = 'seven small boats'
const wall = new Date('2026-11-26T12:00:00Z')
const made = async (address = email, role: 'analyst' | 'executive' = 'analyst') => {
  const result = await invite(admin(), { email: address, role })
  if (!result.ok) throw new Error(result.reason)
  return result.value
}
const accept = (secret: string, over: object = {}, now = testNow) =>
  acceptInvitation(t.db, { secret, name: 'Nora Quist', password, client: '10.0.0.1', ...over }, now, wall)
const enter = (address = email, with_ = password) =>
  signIn(t.db, { email: address.toLowerCase(), password: with_, client: '10.0.0.1' }, wall, testNow)
const reasonOf = (result: { ok: boolean; reason?: string }) => result.reason ?? 'done'

test('a link leads in once: seen, accepted with a name and a password, signed in with it, and told to the chain', async () => {
  const { id, secret } = await made()
  expect(await seeInvitation(t.db, secret, testNow)).toMatchObject({
    marketplaceName: 'fernhollow',
    email: email.toLowerCase(),
    role: 'analyst',
    state: 'open',
    isKnown: false,
  })
  expect(await listInvitations(admin())).toMatchObject([{ id, email: email.toLowerCase() }])
  expect(await listInvitations(t.ctxAs('analyst'))).toEqual([])
  expect(reasonOf(await accept(secret, { password: 'short' }))).toBe('too_short')
  expect(reasonOf(await accept(secret, { password: 'nora.quist sails' }))).toBe('like_the_address')
  expect(reasonOf(await accept(secret, { name: ' ' }))).toBe('no_name')
  const both = await Promise.all([accept(secret), accept(secret)])
  expect(both.map(reasonOf).sort()).toEqual(['done', 'used'])
  expect(reasonOf(await accept(secret))).toBe('used')
  expect(await enter()).toMatchObject({ kind: 'in', claims: { marketplaceId: t.marketplaceId } })
  const { rows } = await t.admin.query(
    `SELECT action FROM audit_entry WHERE action LIKE 'member.%' AND detail->>'invitation' = $1 ORDER BY seq`,
    [id],
  )
  expect(rows.map(({ action }) => action)).toEqual(['member.invite', 'member.add'])
  expect(reasonOf(await invite(admin(), { email, role: 'analyst' }))).toBe('works_here')
})

test('only who manages people invites; what is no address is refused; a new link closes the one before it', async () => {
  expect(reasonOf(await invite(t.ctxAs('compliance'), { email, role: 'admin' }))).toBe('not_permitted')
  for (const address of ['nobody', 'a@b', 'a b@c.example', `${'x'.repeat(260)}@c.example`])
    expect(reasonOf(await invite(admin(), { email: address, role: 'analyst' }))).toBe('no_address')
  const [first, second] = [await made('two@elsewhere.example'), await made('two@elsewhere.example')]
  expect(reasonOf(await accept(first.secret))).toBe('withdrawn')
  expect((await seeInvitation(t.db, second.secret, testNow))?.state).toBe('open')
  expect(reasonOf(await withdrawInvitation(t.ctxAs('admin', t.otherMarketplaceId), { id: second.id }))).toBe(
    'not_found',
  )
  expect(reasonOf(await withdrawInvitation(admin(), { id: second.id }))).toBe('done')
  expect(reasonOf(await accept(second.secret))).toBe('withdrawn')
  const late = await made('late@elsewhere.example')
  expect(reasonOf(await accept(late.secret, {}, new Date(testNow.getTime() + 8 * 86_400_000)))).toBe('expired')
  expect(reasonOf(await accept('nonsense'))).toBe('not_found')
})

test('neither the secret nor the address lies in the table, and an erased person is invited no more', async () => {
  const { secret } = await made('gone@elsewhere.example')
  const { rows } = await t.admin.query('SELECT i::text AS row FROM invitation i')
  expect(rows[0].row).not.toContain('gone@')
  expect(rows[0].row).not.toContain(secret)
  await erasePerson(admin(), 'gone@elsewhere.example')
  expect(await seeInvitation(t.db, secret, testNow)).toBeNull()
})

test('who signs in elsewhere already proves it, counted as every try; the password stays theirs', async () => {
  const known = 'analyst@saltmarsh.example'
  await t.admin.query(`UPDATE app_user SET password_hash = $1 WHERE id = $2`, [
    await hash('the other house key'),
    t.ctxAs('analyst', t.otherMarketplaceId).actor.id,
  ])
  const { secret } = await made(known, 'executive')
  expect(await seeInvitation(t.db, secret, testNow)).toMatchObject({ isKnown: true })
  for (let slip = 0; slip < 5; slip++)
    expect(reasonOf(await accept(secret, { password: 'a guess of mine' }))).toBe('wrong')
  expect(reasonOf(await accept(secret, { password: 'the other house key' }))).toBe('wait')
  await t.admin.query('DELETE FROM sign_in_count')
  expect(reasonOf(await accept(secret, { password: 'the other house key' }))).toBe('done')
  expect(await enter(known, 'the other house key')).toMatchObject({ kind: 'in' })
})

test('an address that is known and has no password yet is nobody’s to take with a link', async () => {
  const { secret } = await made('compliance@saltmarsh.example')
  expect(await seeInvitation(t.db, secret, testNow)).toMatchObject({ isKnown: true })
  expect(reasonOf(await accept(secret, { password: 'mine from now on' }))).toBe('wrong')
})

test('another password takes the present one, ends every session, and is counted when guessed', async () => {
  await made('kim@elsewhere.example').then(({ secret }) => accept(secret, { name: 'Kim' }))
  const inside = await enter('kim@elsewhere.example')
  if (inside.kind !== 'in') throw new Error(inside.kind)
  const ctx = { ...t.ctxAs('analyst'), actor: { ...t.ctxAs('analyst').actor, id: inside.claims.userId } }
  const change = (current: string, next: string) => changePassword(ctx, { current, next, client: '10.0.0.2' }, wall)
  expect(reasonOf(await change('not this one', 'eight large boats'))).toBe('wrong')
  expect(reasonOf(await change(password, 'short'))).toBe('too_short')
  const changed = await change(password, 'eight large boats')
  expect(changed).toMatchObject({ ok: true, value: { userId: inside.claims.userId } })
  expect(changed.ok && changed.value.sessionVersion > inside.claims.sessionVersion).toBe(true)
  expect(await enter('kim@elsewhere.example')).toMatchObject({ kind: 'wrong' })
  expect(await enter('kim@elsewhere.example', 'eight large boats')).toMatchObject({ kind: 'in' })
  for (let guess = 0; guess < 6; guess++) await change('a guess of mine', 'eight large boats!')
  expect(reasonOf(await change('eight large boats', 'nine large boats'))).toBe('wait')
})
