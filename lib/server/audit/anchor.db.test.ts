import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { againstAnchor } from './anchor'
import { chainPage, verifyChain } from './queries'
import { recordAudit } from './record-audit'

let t: TestDatabase
let folder: string
beforeAll(async () => {
  t = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'anchor-'))
  for (let at = 0; at < 5; at++) await inSql(t.ctx, (sql) => recordAudit(sql, t.ctx, 'test.act', `thing_${at}`, { at }))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await t.close()
})

const run = async (...args: string[]) => {
  const command = ['--import', 'tsx', 'lib/jobs/cli/verify-audit.ts', ...args]
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { env: process.env })
    return { code: 0, said: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}
/** As somebody with the database in his hands would. */
const behind = (sql: string) =>
  t.admin.query(`ALTER TABLE audit_entry DISABLE TRIGGER ALL; ${sql}; ALTER TABLE audit_entry ENABLE TRIGGER ALL`)

test('rows come in the order of the chain, a tenant’s own only', async () => {
  const rows = await chainPage(t.ctx, 0n)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => BigInt(at + 1)))
  const others = await chainPage(t.ctxAs('admin', t.otherMarketplaceId), 0n)
  expect(others.some(({ subject }) => subject.startsWith('thing_'))).toBe(false)
})

test('the command says of every chain that it is whole, keeps anchors, and finds what was cut off or changed since', async () => {
  const anchors = join(folder, 'anchors.json')
  const whole = await run('--keep', anchors)
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.said).toMatch(/fernhollow whole: \d+ rows, head [0-9a-f]{64}\n/)
  expect(Object.keys(JSON.parse(await readFile(anchors, 'utf8')))).toEqual(['fernhollow', 'saltmarsh'])
  expect((await run('--anchor', anchors)).said).toContain('as anchored')

  const { rows } = await t.admin.query(`SELECT max(seq) AS last FROM audit_entry WHERE marketplace_id = 'fernhollow'`)
  const last = rows[0].last as string
  const kept = JSON.parse(await readFile(anchors, 'utf8')).fernhollow
  await behind(`DELETE FROM audit_entry WHERE marketplace_id = 'fernhollow' AND seq = ${last}`)
  expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
  expect(await againstAnchor(t.ctx, kept)).toContain('was cut off')
  const cut = await run('--anchor', anchors)
  expect(cut).toMatchObject({ code: 1 })
  expect(cut.said).toContain(`fernhollow was cut off: it had ${last} rows when it was anchored`)

  await behind(`UPDATE audit_entry SET subject = 'thing_x' WHERE marketplace_id = 'fernhollow' AND seq = 2`)
  const changed = await run('--marketplace', 'fernhollow')
  expect(changed).toEqual({ code: 1, said: 'fernhollow broken at row 2: its text was changed\n' })
  expect((await run('--marketplace', 'nowhere')).said).toContain('There is no marketplace nowhere')
}, 60_000)
