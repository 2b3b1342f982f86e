import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { saveMapping } from './save-mapping'
import { receiveStatement } from './statements-door'
import { bankOf, csvHead, mapping, mt940Of, traces } from './testing/bank-files'

let t: TestDatabase
let machine: Ctx
let accountId: string
beforeAll(async () => {
  t = await openTestDatabase()
  accountId = (await bankOf(t)).accountId
  machine = { ...t.ctx, actor: { kind: 'apiKey', id: 'key_1', marketplaceId: t.marketplaceId } }
})
afterAll(() => t.close())

async function call(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  query = '',
  headers: Record<string, string> = {},
  ctx = machine,
) {
  const request = new Request(`http://localhost/api/v1/bank-statements?${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const response = await receiveStatement(ctx, request)
  return { status: response.status, body: await response.json() }
}
const file = mt940Of('7', 100_00n, [[5, 50_00n, 'STRIPE PAYOUT']])

test('a machine hands in a statement once, and once more for nothing', async () => {
  expect(await call(file, 'dryRun=true')).toMatchObject({
    status: 200,
    body: { written: false, statements: [{ added: 1 }] },
  })
  expect(await call(file)).toMatchObject({
    status: 200,
    body: { written: true, statements: [{ bankAccountId: accountId, added: 1 }] },
  })
  expect(await call(file)).toMatchObject({
    status: 200,
    body: { written: false, statements: [{ state: 'known_before' }] },
  })
  const { rows } = await t.admin.query(`SELECT actor_kind FROM audit_entry WHERE action = 'bank.import'`)
  expect(rows).toEqual([{ actor_kind: 'apiKey' }])
})

test('a CSV file comes with its account and a saved mapping, in the encoding that is said', async () => {
  const saved = await saveMapping(t.ctxAs('analyst'), { name: 'House bank', mapping })
  const id = saved.ok ? saved.value : ''
  const csv = Uint8Array.from(Buffer.from(`${csvHead}2026-10-20,5.00,Gebühr,Bank\n`, 'latin1'))
  const type = { 'content-type': 'text/csv; charset=iso-8859-1' }
  expect(await call(csv, `bankAccount=${accountId}&mapping=${id}`, type)).toMatchObject({
    status: 200,
    body: { written: true },
  })
  expect(await call(csv, `bankAccount=${accountId}`, type)).toMatchObject({
    status: 400,
    body: { error: { code: 'mapping_needed' } },
  })
  const mute = { ...mapping, columns: { bookedOn: 'Day', amount: 'Amount', text: [] } }
  const muted = await saveMapping(t.ctxAs('analyst'), { name: 'Amounts alone', mapping: mute })
  expect(await call(csv, `bankAccount=${accountId}&mapping=${muted.ok ? muted.value : ''}`, type)).toMatchObject({
    status: 400,
    body: { error: { code: 'words_needed' } },
  })
  expect(await call(csv, `mapping=${id}`, type)).toMatchObject({
    status: 400,
    body: { error: { code: 'bank_account_needed' } },
  })
  expect(await call(csv, 'mapping=bkm_other', type)).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown_mapping' } },
  })
})

test('what cannot be taken in is refused, and leaves nothing', async () => {
  const before = await traces(t)
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(file))
      controller.error(new Error('the line went dead'))
    },
  })
  expect(await call(cut)).toMatchObject({ status: 400, body: { error: { code: 'cut_off' } } })
  expect(await call(file, '', { 'content-length': '99999' })).toMatchObject({
    status: 400,
    body: { error: { code: 'cut_off' } },
  })
  expect(await call(file, '', { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
  expect(await call(file, '', { 'content-type': 'image/png' })).toMatchObject({ status: 415 })
  expect(await call('')).toMatchObject({ status: 400, body: { error: { code: 'empty' } } })
  expect(await call(file.replace('EUR150,00', 'EUR151,00'))).toMatchObject({
    status: 422,
    body: { written: false, troubles: [{ line: 7, code: 'does_not_add_up' }] },
  })
  expect(await call(file, '', {}, t.ctxAs('executive'))).toMatchObject({ status: 403 })
  expect(await traces(t)).toEqual(before)
})

test('of whoever may not import, not a byte is read', async () => {
  let pulled = 0
  const endless = new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(Buffer.alloc(1024))
        if (++pulled > 100) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  expect(await call(endless, '', {}, t.ctxAs('executive'))).toMatchObject({
    status: 403,
    body: { error: { code: 'not_permitted' } },
  })
  expect(pulled).toBe(0)
})

test('a marketplace sends two files at once, and the third is asked to wait', async () => {
  const open: ReadableStreamDefaultController[] = []
  const slow = () => new ReadableStream({ start: (controller) => void open.push(controller) })
  const first = [call(slow()), call(slow())]
  while (open.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await call(file)).toMatchObject({ status: 503, body: { error: { code: 'busy' } } })
  for (const controller of open) controller.close()
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([400, 400])
  expect(await call(file)).toMatchObject({ status: 200 })
})
