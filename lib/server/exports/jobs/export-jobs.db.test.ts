import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { exportPolicy } from '@/lib/domain/exports/policy'
import { verifyChain } from '../../audit/queries'
import type { Ctx } from '../../context'
import type { TestDatabase } from '../../db/testing/test-database'
import { takeList } from '../take-list'
import { actsOn, ask, asked, count, idsIn, openExportGround, partsOf, run, taken } from '../testing/export-ground'
import { askExport } from './ask-export'
import { cancelExport } from './cancel-export'
import { downloadExport } from './download-export'
import { getExport, listExports } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openExportGround()
})
afterEach(() => t.admin.query('DELETE FROM export_part; DELETE FROM export_job'))
afterAll(() => t.close())

test('a long list becomes a job, its file holds every row once with filter, instant and zone, and all of it is audited', async () => {
  const ana = t.ctxAs('analyst')
  const made = await takeList(ana, { ...asked, filterWords: 'currency: any' })
  if (!made.ok || !('exportId' in made.value)) throw new Error('It was made at once')
  const id = made.value.exportId
  expect(await getExport(ana, id)).toMatchObject({ state: 'waiting', rowsDone: 0n, filterWords: 'currency: any' })
  await run(t)
  const job = await getExport(ana, id)
  expect(job).toMatchObject({ state: 'done', rowsDone: BigInt(count), rowsExpected: BigInt(count), reason: null })
  expect(job?.parts).toBeGreaterThan(1)
  const file = await taken(ana, id)
  expect(createHash('sha256').update(file).digest('hex')).toBe(job?.digest)
  expect(BigInt(file.length)).toBe(job?.bytes)
  const ids = idsIn(file)
  expect([ids.length, new Set(ids).size]).toEqual([count, count])
  const lines = file.toString().trimEnd().split('\n')
  expect(lines.slice(0, 7)).toEqual([
    'Marketplace,fernhollow',
    'List,transactions',
    'Filter,currency: any',
    `As of,${job?.asOf?.toISOString()}`,
    'Instants,UTC',
    'Zone of the marketplace,Europe/Berlin',
    `Exported by,${ana.actor.id}`,
  ])
  expect(lines.at(-1)).toBe(`Rows,${count}`)
  const about = { list: 'transactions', format: 'csv' }
  expect(await actsOn(t.admin, id)).toEqual([
    { action: 'export.ask', actor_kind: 'user', detail: { ...about, filter: 'currency: any' } },
    {
      action: 'export.finish',
      actor_kind: 'job',
      detail: { ...about, rows: count, bytes: file.length, digest: job?.digest, askedBy: ana.actor.id },
    },
    { action: 'export.download', actor_kind: 'user', detail: { ...about, rows: count, digest: job?.digest } },
  ])
  expect((await verifyChain(t.ctx)).holds).toBe(true)
})

test('a short list is still a file at once, and a workbook comes in parts as well', async () => {
  const ana = t.ctxAs('analyst')
  const short = await takeList(ana, { ...asked, list: 'transactions', filter: { currency: 'usd' } })
  expect(short).toMatchObject({ ok: true, value: { file: { rows: count / 400 } } })
  const id = await ask(ana, { ...asked, format: 'xlsx' })
  await run(t)
  const file = await taken(ana, id)
  expect(file.subarray(0, 2).toString()).toBe('PK')
  expect((await getExport(ana, id))?.rowsDone).toBe(BigInt(count))
})

test('pressed twice it is one job; another filter, format or person is another; nobody has more than some at once', async () => {
  const ana = t.ctxAs('analyst')
  const [first, second] = await Promise.all([ask(ana), ask(ana)])
  expect(second).toBe(first)
  expect((await actsOn(t.admin, first)).length).toBe(1)
  await run(t)
  expect(await ask(ana)).toBe(first)
  await t.admin.query(`UPDATE export_job SET expires_at = expires_at - interval '1 minute'`)
  const again = await ask(ana)
  const others = [
    await ask(ana, { ...asked, format: 'xlsx' }),
    await ask(ana, { ...asked, list: 'transactions', filter: { currency: 'eur' } }),
    await ask(t.ctxAs('admin')),
  ]
  expect(new Set([first, again, ...others]).size).toBe(5)
  expect(exportPolicy.mostUnderWay).toBe(3)
  expect(await askExport(ana, { ...asked, list: 'payouts' })).toEqual({ ok: false, reason: 'too_many_exports' })
})

test('nobody else sees, takes or cancels it; another marketplace has none of its rows', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana)
  const theirs = t.ctxAs('analyst', t.otherMarketplaceId)
  const own = await ask(theirs)
  await run(t)
  expect((await getExport(theirs, own))?.state).toBe('waiting')
  await run(t, t.otherMarketplaceId)
  const ids = idsIn(await taken(theirs, own))
  expect([ids.length, ids.filter((one) => !one.startsWith('txn_saltmarsh_'))]).toEqual([1500, []])
  const forged: Ctx = { ...theirs, actor: { ...ana.actor, marketplaceId: t.otherMarketplaceId } }
  for (const ctx of [t.ctxAs('admin'), theirs, forged]) {
    expect(await getExport(ctx, id)).toBeNull()
    expect(await cancelExport(ctx, { id })).toEqual({ ok: false, reason: 'not_found' })
    expect(await downloadExport(ctx, id)).toEqual({ ok: false, reason: 'not_found' })
  }
  expect(await listExports(t.ctxAs('admin'), 50)).toEqual([])
  expect((await listExports(ana, 50)).map((row) => row.id)).toEqual([id])
  const support: Ctx = { ...ana, actor: { ...t.ctxAs('support').actor, id: ana.actor.id } }
  expect(await downloadExport(support, id)).toEqual({ ok: false, reason: 'not_permitted' })
  expect(await askExport(support, asked)).toEqual({ ok: false, reason: 'not_permitted' })
  expect((await actsOn(t.admin, id)).map(({ action }) => action)).toEqual(['export.ask', 'export.finish'])
})

test('rejects: a filter that was changed, a list that was exchanged, and whoever may no longer', async () => {
  const ana = t.ctxAs('analyst')
  const narrow = await ask(ana, { ...asked, list: 'transactions', filter: { currency: 'usd' } })
  const wide = await ask(ana)
  await t.admin.query(
    `UPDATE export_job SET asked_enc = (SELECT asked_enc FROM export_job WHERE id = $2) WHERE id = $1`,
    [narrow, wide],
  )
  await t.admin.query(`UPDATE export_job SET list = 'audit' WHERE id = $1`, [wide])
  const admins = await ask(t.ctxAs('admin'))
  await t.admin.query(`UPDATE membership SET role = 'support' WHERE user_id = $1 AND marketplace_id = $2`, [
    t.ctxAs('admin').actor.id,
    t.marketplaceId,
  ])
  await run(t)
  await t.admin.query(`UPDATE membership SET role = 'admin' WHERE user_id = $1 AND marketplace_id = $2`, [
    t.ctxAs('admin').actor.id,
    t.marketplaceId,
  ])
  const { rows } = await t.admin.query<{ id: string; state: string; reason: string }>(
    'SELECT id, state, reason FROM export_job',
  )
  const said = (id: string) => rows.find((row) => row.id === id)
  for (const id of [narrow, wide])
    expect(said(id)).toMatchObject({ state: 'failed', reason: expect.stringContaining('was changed') })
  expect(said(admins)).toMatchObject({ state: 'failed', reason: expect.stringContaining('no longer') })
  expect(await partsOf(t.admin, wide)).toEqual([])
  expect((await actsOn(t.admin, wide)).at(-1)).toMatchObject({ action: 'export.fail', actor_kind: 'job' })
})

test('a sheet is not longer than a sheet can be', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana, { ...asked, format: 'xlsx' })
  await t.admin.query(
    `INSERT INTO audit_entry (marketplace_id, seq, at, actor_kind, actor_id, action, subject, detail, prev_hash, hash)
     SELECT 'saltmarsh', 1000000 + n, now(), 'job', 'x', 'x', 'x', '{}', 'x', 'x' FROM generate_series(1, 1048577) n`,
  )
  const theirs = t.ctxAs('admin', t.otherMarketplaceId)
  const chain = { ...asked, list: 'audit', filter: { action: 'x' }, format: 'xlsx' } as const
  expect(await askExport(theirs, chain)).toEqual({ ok: false, reason: 'too_many_rows' })
  expect((await getExport(ana, id))?.state).toBe('waiting')
})
