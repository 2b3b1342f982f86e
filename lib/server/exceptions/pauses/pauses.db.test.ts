import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { usualCalendar } from '@/lib/domain/calendar/work-calendar'
import { dueAfterPause } from '@/lib/domain/exceptions/pauses/pause'
import { ago, entry, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { lookAgainAt } from '../../reconciliation/families/touch-keys'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { getException } from '../exception-detail'
import { listNotices } from '../notices/queries'
import { pauseException } from './pause-exception'
import { resumeException } from './resume-exception'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await t.admin.query('DELETE FROM exception_pause')
  await t.admin.query('DELETE FROM notice')
  await storeWorld(t.ctx, { legs: [leg('sale', 'ch_a', 10_00n, { created: ago(100) })], entries: [] })
  await reconcileTouched(t.ctx)
})

const day = 86_400_000
const at = (days: number) => ({ now: new Date(t.ctx.now.getTime() + days * day) })
const one = async () => {
  const { rows } = await t.admin.query(
    'SELECT id, version, state, due_at AS due, waits_until AS until FROM recon_exception',
  )
  return rows[0] as { id: string; version: number; state: string; due: Date; until: Date | null }
}
const pause = async (days: number, more: object = {}) =>
  pauseException(
    { ...t.ctxAs('analyst'), ...more },
    {
      id: (await one()).id,
      version: (await one()).version,
      waitsFor: 'seller',
      until: at(days).now,
      note: 'Asked Ada Lovelace by mail.',
    },
  )

test('paused it waits, its due time stands still, and ended by hand it is due so much later', async () => {
  const before = await one()
  expect(await pause(10)).toEqual({ ok: true })
  expect(await one()).toMatchObject({ state: 'waiting', due: at(10).now, version: before.version + 1 })
  await reconcileTouched({ ...t.ctx, ...at(1) })
  expect(await one()).toMatchObject({ state: 'waiting', due: at(10).now })
  expect((await getException(t.ctx, before.id))?.pauses).toMatchObject([
    { waitsFor: 'seller', note: 'Asked Ada Lovelace by mail.', endedAt: null },
  ])
  const { rows } = await t.admin.query(
    `SELECT note_enc, (SELECT string_agg(detail::text, '') FROM audit_entry) AS chain FROM exception_pause`,
  )
  expect(JSON.stringify(rows)).not.toMatch(/Ada/)
  const { id, version } = await one()
  expect(await resumeException({ ...t.ctxAs('compliance'), ...at(3) }, { id, version })).toEqual({ ok: true })
  const after = await one()
  expect(after).toMatchObject({ state: 'open', until: null })
  expect(after.due).toEqual(new Date(before.due.getTime() + 3 * day))
  expect(await listNotices(t.ctxAs('analyst'))).toEqual([])
  await reconcileTouched({ ...t.ctx, ...at(3) })
  expect(await one()).toMatchObject({ state: 'open', due: after.due })
})

test('when its day has come it is back, due so much later, and whoever paused it is told', async () => {
  const before = await one()
  await pause(10)
  await reconcileTouched({ ...t.ctx, ...at(10) })
  const after = await one()
  expect(after).toMatchObject({ state: 'open', until: null })
  expect(after.due).toEqual(
    dueAfterPause({ dueBefore: before.due, beganAt: t.ctx.now }, at(10).now, usualCalendar('Europe/Berlin')),
  )
  expect(await listNotices(t.ctxAs('analyst'))).toMatchObject([{ kind: 'back', exceptionId: before.id }])
  expect((await getException(t.ctx, before.id))?.pauses).toMatchObject([{ endedBy: null, endedAt: at(10).now }])
  expect(await pause(20, at(11))).toEqual({ ok: true })
})

test('another amount brings it back at once, weighed anew; it may be paused again before a run has looked', async () => {
  const { id } = await one()
  await pause(10)
  await storeWorld(t.ctx, { legs: [], entries: [entry('sale', 'S-1', 'ch_a', 9_00n)] })
  await inSql(t.ctx, (sql) => lookAgainAt(sql, t.ctx, [id]))
  await reconcileTouched({ ...t.ctx, ...at(2) })
  const { rows } = await t.admin.query(`SELECT id, state FROM recon_exception WHERE state <> 'closed'`)
  expect(rows).toMatchObject([{ state: 'open' }])
  await reconcileTouched({ ...t.ctx, ...at(2) })
  const { rows: open } = await t.admin.query('SELECT FROM exception_pause WHERE ended_at IS NULL')
  expect(open).toEqual([])
})

test('what is stale, paused, settled, not there, of others, in the past or too far is refused, and nothing is written', async () => {
  const item = await one()
  expect(await pause(-1)).toMatchObject({ reason: 'day_past' })
  expect(await pause(200)).toMatchObject({ reason: 'day_too_far' })
  const input = { id: item.id, version: item.version, waitsFor: 'bank' as const, until: at(3).now, note: '' }
  expect(await pauseException(t.ctxAs('analyst'), { ...input, version: 99 })).toMatchObject({ reason: 'stale' })
  expect(await pauseException(t.ctxAs('analyst'), { ...input, id: 'ex_nope' })).toMatchObject({ reason: 'not_found' })
  expect(await pauseException(t.ctxAs('executive'), input)).toMatchObject({ reason: 'not_permitted' })
  const foreign = t.ctxAs('admin', t.otherMarketplaceId)
  expect(await pauseException(foreign, input)).toMatchObject({ reason: 'not_found' })
  expect(await resumeException(t.ctxAs('analyst'), input)).toMatchObject({ reason: 'not_paused' })
  expect(await one()).toEqual(item)
  const both = await Promise.all([pauseException(t.ctxAs('analyst'), input), pauseException(t.ctxAs('admin'), input)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const now = await one()
  expect(await resumeException(foreign, now)).toMatchObject({ reason: 'not_found' })
  expect(await resumeException(t.ctxAs('executive'), now)).toMatchObject({ reason: 'not_permitted' })
  expect(await resumeException(t.ctxAs('analyst'), { ...now, version: 99 })).toMatchObject({ reason: 'stale' })
})
