import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { importStatement } from './import-statement'
import { spoolFile } from './spool/spool-file'
import { bankOf, csvHead, mapping } from './testing/bank-files'

let t: TestDatabase
let bankAccountId: string
beforeAll(async () => {
  t = await openTestDatabase()
  bankAccountId = (await bankOf(t)).accountId
})
afterAll(() => t.close())

const mebibyte = 1024 * 1024
const filler = 'x'.repeat(60)

/** Lines in the order of their days, some thousand a day, until the file is as large as wanted. */
async function* fileOf(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(csvHead)
  for (let [made, line] = [0, 0]; made < bytes; ) {
    let chunk = ''
    for (let i = 0; i < 5000; i++, line++) {
      const day = new Date(Date.UTC(2000, 0, 1 + Math.floor(line / 2000))).toISOString().slice(0, 10)
      chunk += `${day},${line % 1000}.50,order ${line} ${filler},Payer ${line % 977}\n`
    }
    made += chunk.length
    yield Buffer.from(chunk)
  }
}

test('a file of 1 GB is judged in memory that does not grow with it', async () => {
  const file = await spoolFile(fileOf(1024 * mebibyte))
  if (!file.ok) throw new Error(file.reason)
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 200)
  const input = { name: 'large.csv', format: null, encoding: null, keepGoodLines: false, dryRun: false }
  // Its last line breaks it, so that all of it is read and nothing of it is kept.
  const broken = { ...file.value, read: () => withBadEnd(file.value.read()) }
  const result = await importStatement(t.ctxAs('analyst'), {
    ...input,
    file: broken,
    bankAccountId,
    mapping: { id: null, mapping },
  })
  clearInterval(watch)
  await file.value.dispose()
  expect(result).toMatchObject({ ok: true, value: { written: false, refused: 1 } })
  expect(most / mebibyte).toBeLessThan(900)
  const { rows } = await t.admin.query('SELECT count(*)::int AS count FROM bank_line')
  expect(rows[0].count).toBe(0)
})

async function* withBadEnd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
  yield Buffer.from('2099-01-01,oops,last,Payer\n')
}
