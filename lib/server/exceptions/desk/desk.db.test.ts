import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { assignException } from '../assign-exception'
import { commentException } from '../comment-exception'
import { listCandidates } from './candidates'
import { changesSince } from './changes-since'
import { ownersFor } from './owners-for'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  const legs = Array.from({ length: 6 }, (_, at) => leg('sale', `ch_${at}`, 10_00n, { created: ago(100 + at) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
})

const idOf = (role: 'analyst' | 'compliance' | 'admin') => t.ctxAs(role).actor.id
const one = async (object: string) => {
  const { rows } = await t.admin.query(`SELECT id, version FROM recon_exception WHERE object_id = $1`, [object])
  return rows[0] as { id: string; version: number }
}

test('whoever works the queue may be given something; the load is what is open in their hands, in this marketplace', async () => {
  const give = async (object: string, assigneeId: string) =>
    assignException(t.ctxAs('analyst'), { ...(await one(object)), assigneeId })
  await give('ch_0', idOf('analyst'))
  await give('ch_1', idOf('analyst'))
  await give('ch_2', idOf('compliance'))
  const candidates = await listCandidates(t.ctxAs('analyst'))
  expect(new Map(candidates.map(({ id, open }) => [id, open]))).toEqual(
    new Map([
      [idOf('analyst'), 2],
      [idOf('compliance'), 1],
      [idOf('admin'), 0],
    ]),
  )
  expect(await ownersFor(t.ctxAs('analyst'), 'by_load', 1)).toEqual([idOf('admin')])
  const spread = await ownersFor(t.ctxAs('analyst'), 'by_load', 3)
  expect(new Set(spread)).toEqual(new Set([idOf('admin'), idOf('compliance')]))
  expect(await ownersFor(t.ctxAs('analyst'), 'in_turn', 1)).toEqual([idOf('admin')])
  expect(await ownersFor(t.ctxAs('analyst'), idOf('analyst'), 2)).toEqual([idOf('analyst'), idOf('analyst')])
  expect(await ownersFor(t.ctxAs('analyst'), null, 1)).toEqual([null])
  const foreign = await listCandidates(t.ctxAs('admin', t.otherMarketplaceId))
  expect(foreign.every(({ open }) => open === 0)).toBe(true)
})

test('what moved since a version was seen is named, newest first; a comment moved nothing', async () => {
  const seen = await one('ch_0')
  const analyst = t.ctxAs('analyst')
  expect(await changesSince(analyst, seen.id, seen.version)).toBeNull()
  await assignException(t.ctxAs('compliance'), { ...seen, assigneeId: idOf('compliance') })
  await commentException(t.ctxAs('compliance'), { id: seen.id, body: 'mine now' })
  expect(await changesSince(analyst, seen.id, seen.version)).toMatchObject({
    state: 'open',
    amountMinor: 10_00n,
    assigneeId: idOf('compliance'),
    acts: [{ action: 'exception.assign', actorId: idOf('compliance') }],
  })
  await t.admin.query(`UPDATE recon_exception SET amount_minor = 900, version = version + 1 WHERE id = $1`, [seen.id])
  expect((await changesSince(analyst, seen.id, seen.version))?.amountMinor).toBe(9_00n)
  expect(await changesSince(t.ctxAs('admin', t.otherMarketplaceId), seen.id, seen.version)).toBeNull()
})
