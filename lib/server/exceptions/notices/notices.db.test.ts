import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { listPeople } from '../../access/queries'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { assignException } from '../assign-exception'
import { commentException } from '../comment-exception'
import { lookAt } from '../presence/look-at'
import { countUnread, listNotices } from './queries'
import { forgetNotices, readNotices } from './read-notices'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await t.admin.query('DELETE FROM notice')
  await t.admin.query('DELETE FROM exception_look')
  await storeWorld(t.ctx, {
    legs: ['a', 'b'].map((name, at) => leg('sale', `ch_${name}`, 10_00n, { created: ago(100 + at) })),
    entries: [],
  })
  await reconcileTouched(t.ctx)
})

const [analyst, compliance, admin] = (['analyst', 'compliance', 'admin'] as const).map(
  (role) => () => t.ctxAs(role),
) as [
  () => ReturnType<TestDatabase['ctxAs']>,
  () => ReturnType<TestDatabase['ctxAs']>,
  () => ReturnType<TestDatabase['ctxAs']>,
]
const one = async (object: string) =>
  (await t.admin.query('SELECT id, version FROM recon_exception WHERE object_id = $1', [object])).rows[0] as {
    id: string
    version: number
  }
const nameOf = async (id: string) => (await listPeople(t.ctx)).find((person) => person.id === id)?.name ?? ''
const told = async (ctx: ReturnType<TestDatabase['ctxAs']>) =>
  (await listNotices(ctx)).map(({ kind, byId, readAt }) => [kind, byId, readAt !== null])

test('whoever is named is told, the owner too, each once, and nobody of what they did themselves', async () => {
  const item = await one('ch_a')
  await assignException(admin(), { ...item, assigneeId: compliance().actor.id })
  const [mine, hers] = [await nameOf(analyst().actor.id), await nameOf(compliance().actor.id)]
  const body = `@${hers} please look, @${hers}; I (@${mine}) wait`
  expect(await commentException(analyst(), { id: item.id, body })).toEqual({ ok: true, value: { told: 1 } })
  await commentException(admin(), { id: item.id, body: 'It is under way.' })
  expect(new Set(await told(compliance()))).toEqual(
    new Set([
      ['comment', admin().actor.id, false],
      ['mention', analyst().actor.id, false],
      ['assigned', admin().actor.id, false],
    ]),
  )
  expect(await told(analyst())).toEqual([])
  expect(await told(admin())).toEqual([])
  expect(await countUnread(compliance())).toBe(3)
})

test('taking something oneself, or keeping it, tells nobody', async () => {
  const item = await one('ch_a')
  await assignException(analyst(), { ...item, assigneeId: analyst().actor.id })
  await assignException(admin(), { ...(await one('ch_a')), assigneeId: analyst().actor.id })
  expect(await told(analyst())).toEqual([])
})

test('what is looked at is read, by oneself alone and about that one only', async () => {
  for (const object of ['ch_a', 'ch_b'])
    await assignException(admin(), { ...(await one(object)), assigneeId: analyst().actor.id })
  const { id } = await one('ch_a')
  expect(await lookAt(compliance(), id)).toMatchObject({ value: { read: 0 } })
  expect(await lookAt(analyst(), id)).toMatchObject({ value: { read: 1 } })
  expect(await countUnread(analyst())).toBe(1)
  expect(await readNotices(compliance(), { exceptionId: null })).toEqual({ ok: true, value: 0 })
  expect(await readNotices(analyst(), { exceptionId: null })).toEqual({ ok: true, value: 1 })
  expect(await countUnread(analyst())).toBe(0)
})

test('who looks at the same one sees the others until they are forgotten; a stranger sees nobody', async () => {
  const { id, version } = await one('ch_a')
  expect(await lookAt(analyst(), id)).toEqual({ ok: true, value: { version, others: [], read: 0 } })
  expect(await lookAt(compliance(), id)).toMatchObject({ value: { others: [analyst().actor.id] } })
  expect(await lookAt(analyst(), (await one('ch_b')).id)).toMatchObject({ value: { others: [] } })
  const foreign = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await lookAt(foreign, id)).toMatchObject({ reason: 'not_found' })
  expect(await listNotices(foreign)).toEqual([])
  await t.admin.query(`UPDATE exception_look SET seen_at = seen_at - interval '41 seconds'`)
  expect(await lookAt(compliance(), id)).toMatchObject({ value: { others: [] } })
  await t.admin.query(`UPDATE exception_look SET seen_at = seen_at - interval '2 hours'`)
  await lookAt(compliance(), id)
  const { rows } = await t.admin.query('SELECT DISTINCT user_id FROM exception_look')
  expect(rows.map(({ user_id }) => user_id)).toContain(analyst().actor.id)
  await lookAt(analyst(), (await one('ch_b')).id)
  const { rows: kept } = await t.admin.query('SELECT FROM exception_look WHERE user_id = $1', [analyst().actor.id])
  expect(kept).toHaveLength(1)
})

test('what was told a quarter of a year ago is forgotten, here and not elsewhere', async () => {
  await assignException(admin(), { ...(await one('ch_a')), assigneeId: analyst().actor.id })
  const later = (days: number) => ({ ...t.ctx, now: new Date(t.ctx.now.getTime() + days * 86_400_000) })
  expect(await forgetNotices(later(89))).toBe(0)
  expect(await forgetNotices({ ...t.ctxAs('admin', t.otherMarketplaceId), now: later(91).now })).toBe(0)
  expect(await forgetNotices(later(91))).toBe(1)
})

test('the database itself keeps notices from those who caused them', async () => {
  const { id } = await one('ch_a')
  const own = `INSERT INTO notice VALUES ($1, 'n', 'u', 'mention', $2, NULL, 'u', now())`
  await expect(t.admin.query(own, [t.marketplaceId, id])).rejects.toThrow(/of_others/)
})
