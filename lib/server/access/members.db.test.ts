import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../audit/queries'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { changeRole } from './change-role'
import { addMember, isKnownPerson } from './create-marketplace'
import { listPeople } from './queries'
import { removeMember } from './remove-member'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const ana = (marketplaceId = t.marketplaceId) => t.ctxAs('analyst', marketplaceId).actor.id
const roleOf = async (id: string) => (await listPeople(t.ctx)).find((person) => person.id === id)?.role

test('an administrator gives another role, and the chain says from what to what', async () => {
  expect(await changeRole(t.ctxAs('admin'), ana(), 'executive')).toEqual({ ok: true, value: undefined })
  expect(await roleOf(ana())).toBe('executive')
  const [row] = await listAudit(t.ctx, { subject: ana() })
  expect(row).toMatchObject({ action: 'member.role', detail: { from: 'analyst', to: 'executive' } })
  await changeRole(t.ctxAs('admin'), ana(), 'analyst')
})

test('rejects: other roles, oneself, members of another marketplace', async () => {
  expect(await changeRole(t.ctxAs('compliance'), ana(), 'admin')).toEqual({ ok: false, reason: 'not_permitted' })
  const admin = t.ctxAs('admin')
  expect(await changeRole(admin, admin.actor.id, 'analyst')).toEqual({ ok: false, reason: 'own_membership' })
  expect(await removeMember(admin, admin.actor.id)).toEqual({ ok: false, reason: 'own_membership' })
  expect(await removeMember(admin, ana(t.otherMarketplaceId))).toEqual({ ok: false, reason: 'not_found' })
  expect(await changeRole(t.ctx, ana(), 'admin')).toEqual({ ok: false, reason: 'not_permitted' })
})

test('two administrators who take each other’s role at once leave one administrator', async () => {
  const second = await addMember(t.db, t.marketplaceId, { email: 'two@fernhollow.example', name: 'Two', role: 'admin' })
  const first = t.ctxAs('admin')
  const other = { ...first, actor: { ...first.actor, id: second } }
  const results = await Promise.all([
    changeRole(first, second, 'analyst'),
    changeRole(other, first.actor.id, 'analyst'),
  ])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect((await listPeople(t.ctx)).filter(({ role }) => role === 'admin')).toHaveLength(1)
})

test('a member who is removed is gone from the list, and what they did stays', async () => {
  const id = await addMember(t.db, t.otherMarketplaceId, {
    email: 'gone@saltmarsh.example',
    name: 'G',
    role: 'analyst',
  })
  const admin = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await removeMember(admin, id)).toEqual({ ok: true, value: undefined })
  expect(await removeMember(admin, id)).toEqual({ ok: false, reason: 'not_found' })
  expect((await listPeople(admin)).map((person) => person.id)).not.toContain(id)
  expect(await isKnownPerson(t.db, 'gone@saltmarsh.example')).toBe(true)
  expect((await listAudit(admin, { subject: id })).map(({ action }) => action)).toEqual(['member.remove', 'member.add'])
})

test('who is known elsewhere keeps the password and name they have when another marketplace adds them', async () => {
  const email = 'kept@fernhollow.example'
  const id = await addMember(t.db, t.marketplaceId, { email, name: 'Kept', role: 'analyst', password: 'the first one' })
  const secrets = () => t.admin.query('SELECT password_hash, name_enc FROM app_user WHERE id = $1', [id])
  const before = (await secrets()).rows
  await addMember(t.db, t.otherMarketplaceId, { email, name: 'Taken', role: 'admin', password: 'a second one' })
  expect((await secrets()).rows).toEqual(before)
})

test('who comes back after the key of their name has left is called by the name they have now', async () => {
  const back = { email: 'back@saltmarsh.example', name: 'Back Again', role: 'analyst' as const }
  const id = await addMember(t.db, t.otherMarketplaceId, { ...back, name: 'Back' })
  const admin = t.ctxAs('admin', t.otherMarketplaceId)
  await removeMember(admin, id)
  await t.admin.query(`UPDATE app_user SET name_enc = 'sealed:left:AAAA' WHERE id = $1`, [id])
  await addMember(t.db, t.otherMarketplaceId, back)
  expect((await listPeople(admin)).find((person) => person.id === id)?.name).toBe('Back Again')
})

test('nobody is drawn in by an id, under another’s address, or into no marketplace at all', async () => {
  const stranger = ana(t.otherMarketplaceId)
  const join = (hash: string) =>
    inSql(t.ctx, (sql) => sql.rows(`SELECT join_marketplace($1, $2, 'e', 'n', NULL, 'admin')`, [stranger, hash]))
  await expect(join('a hash of nobody')).rejects.toThrow(/belongs to somebody else/)
  const insert = inSql(t.ctx, (sql) =>
    sql.run(`INSERT INTO membership (marketplace_id, user_id, role) VALUES ($1, $2, 'admin')`, [
      t.marketplaceId,
      stranger,
    ]),
  )
  await expect(insert).rejects.toThrow(/permission denied/)
  const outside = t.db.pool.query(`SELECT join_marketplace('usr_x', 'hash', 'e', 'n', NULL, 'admin')`)
  await expect(outside).rejects.toThrow(/no marketplace is set/)
})

test('a marketplace ends the sessions of its own members only', async () => {
  const stranger = ana(t.otherMarketplaceId)
  const end = async (id: string) =>
    (await inSql(t.ctx, (sql) => sql.rows<{ done: boolean }>('SELECT end_sessions($1) AS done', [id])))[0]?.done
  expect([await end(stranger), await end(ana())]).toEqual([false, true])
})
