import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { viewPolicy } from '@/lib/domain/views/can-keep'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { changeView } from './change-view'
import { keepView } from './keep-view'
import { pinView } from './pin-view'
import { listViews } from './queries'
import { removeView } from './remove-view'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('DELETE FROM saved_view_pin; DELETE FROM saved_view'))

const fees = { list: 'exceptions', name: 'Fees', query: 'kind=FEE_VARIANCE', shared: false, pinned: true } as const
const keep = async (ctx: Ctx, over: object = {}) => {
  const kept = await keepView(ctx, { ...fees, ...over })
  if (!kept.ok) throw new Error(kept.reason)
  return kept.value
}
const names = async (ctx: Ctx) => (await listViews(ctx, 'exceptions')).map(({ name }) => name)
const reasonOf = (result: { ok: boolean; reason?: string }) => result.reason ?? 'done'

test('a view is kept for oneself, named as written, pinned, sealed in the table and told to the chain', async () => {
  const id = await keep(t.ctxAs('analyst'))
  expect(await listViews(t.ctxAs('analyst'), 'exceptions')).toMatchObject([
    { id, name: 'Fees', pinned: true, version: 1 },
  ])
  expect(await names(t.ctxAs('admin'))).toEqual([])
  const { rows } = await t.admin.query('SELECT name_enc FROM saved_view')
  expect(rows[0].name_enc).not.toContain('Fees')
  const chain = await t.admin.query(`SELECT action FROM audit_entry WHERE subject = $1`, [id])
  expect(chain.rows).toEqual([{ action: 'view.keep' }])
})

test('pressed twice at once it is kept once', async () => {
  const both = await Promise.all([keepView(t.ctxAs('analyst'), fees), keepView(t.ctxAs('analyst'), fees)])
  expect(both.map(reasonOf).sort()).toEqual(['done', 'name_taken'])
  expect(await names(t.ctxAs('analyst'))).toEqual(['Fees'])
})

test('everybody of the house sees what was kept for all, and nobody of another marketplace', async () => {
  const id = await keep(t.ctxAs('analyst'), { shared: true })
  expect(await names(t.ctxAs('executive'))).toEqual(['Fees'])
  const stranger = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await names(stranger)).toEqual([])
  expect(reasonOf(await changeView(stranger, { id, version: 1, name: 'Mine' }))).toBe('not_found')
  expect(reasonOf(await removeView(stranger, { id, version: 1 }))).toBe('not_found')
  expect(reasonOf(await pinView(stranger, { id, pinned: true }))).toBe('not_found')
})

test('support keeps views for itself only', async () => {
  expect(reasonOf(await keepView(t.ctxAs('support'), { ...fees, shared: true }))).toBe('may_not_share')
  const id = await keep(t.ctxAs('support'))
  expect(reasonOf(await changeView(t.ctxAs('support'), { id, version: 1, shared: true }))).toBe('may_not_share')
})

test('others change nothing of a view; a version that was overtaken changes nothing either', async () => {
  const id = await keep(t.ctxAs('analyst'), { shared: true })
  expect(reasonOf(await changeView(t.ctxAs('compliance'), { id, version: 1, name: 'Theirs' }))).toBe('not_yours')
  expect(reasonOf(await changeView(t.ctxAs('analyst'), { id, version: 1, query: 'kind=DUPLICATE' }))).toBe('done')
  expect(reasonOf(await changeView(t.ctxAs('analyst'), { id, version: 1, name: 'Late' }))).toBe('stale')
  expect(reasonOf(await removeView(t.ctxAs('analyst'), { id, version: 1 }))).toBe('stale')
  expect(await listViews(t.ctxAs('analyst'), 'exceptions')).toMatchObject([{ name: 'Fees', query: 'kind=DUPLICATE' }])
  expect(reasonOf(await removeView(t.ctxAs('admin'), { id, version: 2 }))).toBe('done')
})

test('what is taken back for oneself leaves the tabs of others; a private view of somebody else is not there', async () => {
  const id = await keep(t.ctxAs('analyst'), { shared: true })
  expect(reasonOf(await pinView(t.ctxAs('executive'), { id, pinned: true }))).toBe('done')
  expect(reasonOf(await changeView(t.ctxAs('analyst'), { id, version: 1, shared: false }))).toBe('done')
  expect(await names(t.ctxAs('executive'))).toEqual([])
  const pins = await t.admin.query('SELECT count(*)::int AS n FROM saved_view_pin WHERE view_id = $1', [id])
  expect(pins.rows).toEqual([{ n: 1 }])
  expect(reasonOf(await removeView(t.ctxAs('admin'), { id, version: 2 }))).toBe('not_found')
})

test('tabs have an end, and an address that is none is refused with nothing written', async () => {
  const analyst = t.ctxAs('analyst')
  for (let at = 0; at < viewPolicy.pinsPerPerson; at++) await keep(analyst, { name: `Tab ${at}` })
  expect(reasonOf(await keepView(analyst, { ...fees, name: 'One more' }))).toBe('too_many_pins')
  expect(reasonOf(await keepView(analyst, { ...fees, name: 'Bad', query: 'x="><script>' }))).toBe('bad_query')
  expect(await names(analyst)).toHaveLength(viewPolicy.pinsPerPerson)
})
