import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { exportPolicy } from '@/lib/domain/exports/policy'
import { type TestDatabase, testNow } from '../../db/testing/test-database'
import { inSnapshot } from '../../db/transaction'
import { erasePerson } from '../../personal/erase-person'
import { rotateKeys } from '../../personal/rotate-keys'
import { chunksOf } from '../list-file'
import { actsOn, ask, asked, count, idsIn, openExportGround, partsOf, run, taken } from '../testing/export-ground'
import { cancelExport } from './cancel-export'
import { downloadExport } from './download-export'
import { expireExports } from './lifecycle'
import { getExport, listExports } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openExportGround()
})
afterEach(() => t.admin.query('DELETE FROM export_part; DELETE FROM export_job'))
afterAll(() => t.close())

test('killed in the middle it is begun anew, and nothing of the first try is in the file', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana)
  const program = ['--import', 'tsx', 'lib/server/exports/testing/run-until-killed.ts', t.marketplaceId]
  const child = spawn(process.execPath, program, { env: { ...process.env, DATABASE_URL: t.url }, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  // The second part stands in its statement, so that the process is surely hit between two parts.
  const holder = await t.admin.connect()
  try {
    await holder.query('BEGIN')
    for (let tries = 0; (await partsOf(t.admin, id)).length === 0 && tries < 2_000; tries++) await sleep(10)
    await holder.query('LOCK TABLE export_part IN SHARE MODE')
    const kept = (await partsOf(t.admin, id)).length
    expect(kept).toBeGreaterThan(0)
    expect((await getExport(ana, id))?.state).toBe('running')
    child.kill('SIGKILL')
    expect(await gone).toBe('SIGKILL')
  } finally {
    await holder.query('ROLLBACK')
    holder.release()
  }
  // Its server process notices a moment later that nobody is there.
  for (let tries = 0; (await getExport(ana, id))?.state !== 'done' && tries < 200; tries++) {
    await run(t)
    await sleep(20)
  }
  const ids = idsIn(await taken(ana, id))
  expect([ids.length, new Set(ids).size]).toEqual([count, count])
  expect((await t.admin.query('SELECT attempt FROM export_job WHERE id = $1', [id])).rows).toEqual([{ attempt: 2 }])
  expect((await partsOf(t.admin, id)).map(({ part }) => part)).toEqual([...(await partsOf(t.admin, id)).keys()])
})

test('while one writes another leaves it alone, and what was cancelled stops at its next part', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana)
  await inSnapshot(t.ctx, async (sql) => {
    await sql.rows(`SELECT pg_advisory_xact_lock(hashtextextended('export:fernhollow:' || $1, 0))::text`, [id])
    await run(t)
    expect((await getExport(ana, id))?.state).toBe('waiting')
  })
  const running = run(t)
  for (let tries = 0; (await partsOf(t.admin, id)).length === 0 && tries < 2_000; tries++) await sleep(2)
  expect(await cancelExport(ana, { id })).toEqual({ ok: true })
  await running
  expect(await getExport(ana, id)).toMatchObject({ state: 'cancelled' })
  expect(await partsOf(t.admin, id)).toEqual([])
  expect((await actsOn(t.admin, id)).map(({ action }) => action)).toEqual(['export.ask', 'export.cancel'])
  expect(await cancelExport(ana, { id })).toEqual({ ok: false, reason: 'not_found' })
  expect(await downloadExport(ana, id)).toEqual({ ok: false, reason: 'not_done' })
})

test('what breaks off again and again is given up in words, and holds up no other', async () => {
  const ana = t.ctxAs('analyst')
  const bad = await ask(ana, { ...asked, list: 'audit', filter: {} })
  const good = await ask(ana)
  await t.admin.query(`CREATE FUNCTION no_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.export_id = TG_ARGV[0] THEN RAISE 'no room'; END IF; RETURN NEW; END $$`)
  await t.admin.query(
    `CREATE TRIGGER no_part BEFORE INSERT ON export_part FOR EACH ROW EXECUTE FUNCTION no_part('${bad}')`,
  )
  for (let tries = 0; tries < exportPolicy.mostTries; tries++) await expect(run(t)).rejects.toThrow('no room')
  await t.admin.query('DROP TRIGGER no_part ON export_part')
  expect(await getExport(ana, bad)).toMatchObject({ state: 'failed', reason: expect.stringContaining('broke off') })
  expect(await getExport(ana, good)).toMatchObject({ state: 'done' })
  const deadly = await ask(ana, { ...asked, list: 'payouts' })
  await t.admin.query('UPDATE export_job SET attempt = $2 WHERE id = $1', [deadly, exportPolicy.mostTries])
  await run(t)
  expect((await getExport(ana, deadly))?.state).toBe('failed')
})

test('after its day a file is gone; an altered or missing part is never handed out as whole', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana)
  await run(t)
  await t.admin.query('UPDATE export_part SET part = 90 WHERE part = 1')
  await t.admin.query('UPDATE export_part SET part = 1 WHERE part = 0')
  await expect(taken(ana, id)).rejects.toThrow('is gone')
  await t.admin.query('UPDATE export_part SET part = 0 WHERE part = 1')
  await t.admin.query('UPDATE export_part SET part = 1 WHERE part = 90')
  expect((await taken(ana, id)).length).toBeGreaterThan(0)
  expect(await expireExports(t.ctx)).toBe(0)
  await t.admin.query(`UPDATE export_job SET expires_at = now() - interval '1 minute'`)
  expect((await getExport(ana, id))?.state).toBe('expired')
  expect(await downloadExport(ana, id)).toEqual({ ok: false, reason: 'expired' })
  expect(await expireExports(t.ctx)).toBe(1)
  expect(await partsOf(t.admin, id)).toEqual([])
  const later = { ...t.ctx, now: new Date(testNow.getTime() + 91 * 86_400_000) }
  await expireExports(later)
  expect(await listExports(ana, 50)).toEqual([])
})

test('another key seals parts and filters anew; with an erased person no file stays', async () => {
  const ana = t.ctxAs('analyst')
  const id = await ask(ana)
  await run(t)
  const before = await taken(ana, id)
  const [keys, store] = [process.env.ENCRYPTION_KEYS, globalThis as { counterfoilEnv?: unknown }]
  process.env.ENCRYPTION_KEYS = `next:${Buffer.alloc(32, 9).toString('base64')},${keys}`
  store.counterfoilEnv = undefined
  try {
    const parts = (await partsOf(t.admin, id)).length
    expect(await rotateKeys(t.ctx)).toMatchObject({ 'export_part.body_enc': parts, 'export_job.asked_enc': 1 })
    for (const { body_enc } of await partsOf(t.admin, id)) expect(body_enc.toString('latin1')).toMatch(/^sealed:next:/)
    expect((await taken(ana, id)).equals(before)).toBe(true)
    expect((await erasePerson(t.ctx, 'somebody@example.com')).ok).toBe(true)
  } finally {
    process.env.ENCRYPTION_KEYS = keys
    store.counterfoilEnv = undefined
  }
  expect(await partsOf(t.admin, id)).toEqual([])
  expect(await getExport(ana, id)).toMatchObject({ state: 'expired', filterWords: null })
  const { rows } = await t.admin.query('SELECT asked_enc FROM export_job')
  expect(rows).toEqual([{ asked_enc: null }])
})

test('all rows are of one moment: what comes in between shows in none', async () => {
  const counted = { rows: 0 }
  const seen: string[] = []
  await inSnapshot(t.ctx, async (sql) => {
    for await (const chunk of chunksOf(sql, t.ctx, asked, [], counted)) {
      if (seen.length === 0)
        await t.admin.query(`UPDATE balance_transaction SET currency = 'jpy' WHERE marketplace_id = 'fernhollow'`)
      seen.push(Buffer.from(chunk).toString())
    }
  })
  expect([counted.rows, seen.join('').includes('JPY')]).toEqual([count, false])
})
