import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attachmentPolicy } from '@/lib/domain/exceptions/attachments/can-attach'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { verifyChain } from '../../audit/queries'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { eraseAttachments } from '../../personal/erase-attachments'
import { rotateKeys } from '../../personal/rotate-keys'
import { reconcileTouched } from '../../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../../reconciliation/testing/store-world'
import { getException } from '../exception-detail'
import { attachFile } from './attach-file'
import { detachFile } from './detach-file'
import { readAttachment } from './queries'

let t: TestDatabase
let [first, second] = ['', '']
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await forgetWorld(t.ctx)
  await t.admin.query('DELETE FROM exception_attachment')
  const legs = ['a', 'b'].map((name, at) => leg('sale', `ch_${name}`, 10_00n, { created: ago(100 + at) }))
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  const { rows } = await t.admin.query('SELECT id FROM recon_exception ORDER BY object_id')
  ;[first, second] = rows.map(({ id }) => id)
})

const utf8 = (text: string) => new TextEncoder().encode(text)
const attach = (name: string, bytes: Uint8Array, exceptionId = first) =>
  attachFile(t.ctxAs('analyst'), { exceptionId, name, bytes })
const idOf = async (added: ReturnType<typeof attach>) => {
  const result = await added
  if (!result.ok) throw new Error(result.reason)
  return result.value.id
}
const count = async () => (await t.admin.query('SELECT count(*)::int AS n FROM exception_attachment')).rows[0]?.n

test('a file comes back byte for byte, lies sealed, and the same one twice is there once', async () => {
  const bytes = utf8('order,amount\nO-1,12.00 for Ada Lovelace\n')
  const id = await idOf(attach('C:\\Users\\me\\Orders of Ada.csv', bytes))
  expect(await attach('Orders of Ada.csv', bytes)).toEqual({ ok: true, value: { id } })
  expect(await count()).toBe(1)
  expect(await readAttachment(t.ctxAs('executive'), id)).toEqual({
    name: 'Orders of Ada.csv',
    mediaType: 'text/csv',
    bytes: Buffer.from(bytes),
  })
  const { rows } = await t.admin.query('SELECT name_enc, body_enc FROM exception_attachment')
  expect(`${rows[0]?.name_enc}${rows[0]?.body_enc}`).not.toMatch(/Ada|order/i)
  const { rows: chain } = await t.admin.query(`SELECT detail::text FROM audit_entry WHERE action = 'exception.attach'`)
  expect(JSON.stringify(chain)).not.toMatch(/Ada/)
  expect((await getException(t.ctx, first))?.files).toMatchObject([{ id, name: 'Orders of Ada.csv', removedBy: null }])
  expect(await verifyChain(t.ctx)).toMatchObject({ holds: true })
})

test('what is empty, too large, no known type, one too many, or not for this role leaves nothing', async () => {
  expect(await attach('a.txt', utf8(''))).toMatchObject({ reason: 'empty' })
  expect(await attach('a.txt', new Uint8Array(attachmentPolicy.mostBytes + 1).fill(97))).toMatchObject({
    reason: 'too_large',
  })
  expect(await attach('a.exe', utf8('MZ'))).toMatchObject({ reason: 'name_lies' })
  expect(await attach('a.txt', utf8('words'), 'ex_nope')).toMatchObject({ reason: 'not_found' })
  const input = { exceptionId: first, name: 'a.txt', bytes: utf8('words') }
  expect(await attachFile(t.ctxAs('executive'), input)).toMatchObject({ reason: 'not_permitted' })
  expect(await attachFile(t.ctxAs('admin', t.otherMarketplaceId), input)).toMatchObject({ reason: 'not_found' })
  expect(await count()).toBe(0)
  const all = Array.from({ length: attachmentPolicy.mostFiles + 3 }, (_, at) => attach('n.txt', utf8(`file ${at}`)))
  expect((await Promise.all(all)).filter(({ ok }) => ok)).toHaveLength(attachmentPolicy.mostFiles)
  expect(await count()).toBe(attachmentPolicy.mostFiles)
})

test('the largest file is taken', async () => {
  const bytes = new Uint8Array(attachmentPolicy.mostBytes).fill(97)
  const id = await idOf(attach('a.txt', bytes))
  expect((await readAttachment(t.ctx, id))?.bytes.byteLength).toBe(bytes.byteLength)
})

test('whoever put it there takes it away, or an admin: the bytes go, that it was there stays', async () => {
  const [mine, other] = [await idOf(attach('a.txt', utf8('one'))), await idOf(attach('b.txt', utf8('two')))]
  const detach = (role: 'analyst' | 'compliance' | 'admin', id: string, exceptionId = first) =>
    detachFile(t.ctxAs(role), { exceptionId, id })
  expect(await detach('compliance', mine)).toMatchObject({ reason: 'not_yours' })
  expect(await detach('analyst', mine, second)).toMatchObject({ reason: 'not_found' })
  expect(await detachFile(t.ctxAs('admin', t.otherMarketplaceId), { exceptionId: first, id: mine })).toMatchObject({
    reason: 'not_found',
  })
  expect(await detach('analyst', mine)).toEqual({ ok: true })
  expect(await detach('analyst', mine)).toMatchObject({ reason: 'not_found' })
  expect(await detach('admin', other)).toEqual({ ok: true })
  expect(await readAttachment(t.ctx, mine)).toBeNull()
  expect(await readAttachment(t.ctxAs('admin', t.otherMarketplaceId), other)).toBeNull()
  const { rows } = await t.admin.query('SELECT body_enc IS NULL AS gone FROM exception_attachment')
  expect(rows).toEqual([{ gone: true }, { gone: true }])
})

test('an erased person’s files go whole, and so does a text elsewhere that names them', async () => {
  const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
  const ids = [
    await idOf(attach('hers.png', picture)),
    await idOf(attach('names.txt', utf8('paid to Ada'), second)),
    await idOf(attach('other.txt', utf8('paid to Ben'), second)),
  ]
  const erase = (text: string) => (text.includes('Ada') ? '' : null)
  const erased = await inSql(t.ctx, (sql) => eraseAttachments(sql, t.ctx, new Set(['ch_a']), erase))
  expect(erased).toBe(2)
  const left = await Promise.all(ids.map((id) => readAttachment(t.ctx, id)))
  expect(left.map((file) => file?.name)).toEqual([undefined, undefined, 'other.txt'])
})

test('another key seals the files anew', async () => {
  const id = await idOf(attach('a.txt', utf8('words')))
  const before = process.env.ENCRYPTION_KEYS
  const store = globalThis as { counterfoilEnv?: unknown }
  process.env.ENCRYPTION_KEYS = `next:${Buffer.alloc(32, 9).toString('base64')},${before}`
  store.counterfoilEnv = undefined
  try {
    expect(await rotateKeys(t.ctx)).toMatchObject({ 'exception_attachment.body_enc': 1 })
    const { rows } = await t.admin.query('SELECT body_enc FROM exception_attachment')
    expect(rows[0]?.body_enc.toString('latin1')).toMatch(/^sealed:next:/)
    expect((await readAttachment(t.ctx, id))?.bytes.toString()).toBe('words')
  } finally {
    process.env.ENCRYPTION_KEYS = before
    store.counterfoilEnv = undefined
  }
})
