import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/access/actor'
import type { CsvMapping } from '@/lib/domain/books/csv-mapping'
import { openTestDatabase, type TestDatabase, testNow } from '../db/testing/test-database'
import { type CsvImport, importBooksCsv } from './import-csv'
import { listEntries, listImports } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const mapping: CsvMapping = {
  unit: 'major',
  fields: {
    reference: { column: 'Ref' },
    kind: { fixed: 'sale' },
    account: { fixed: 'acct_platform' },
    amount: { column: 'Amount' },
    currency: { column: 'Cur' },
    occurredAt: { column: 'When' },
  },
}
const head = 'Ref,Amount,Cur,When\n'
const good = 'FH-1,12.50,EUR,2026-10-20T10:00:00Z\n'
const bad = 'FH-2,12.5051,EUR,2026-10-20T10:00:00Z\n'
const ask = (text: string, change: Partial<CsvImport> = {}): CsvImport => {
  return { name: 'october.csv', text, mapping, partial: false, dryRun: false, ...change }
}

test('a dry run judges every line by its number in the file and writes nothing', async () => {
  const result = await importBooksCsv(t.ctxAs('analyst'), ask(head + good + bad, { dryRun: true }))
  expect(result).toMatchObject({ ok: true, value: { lines: 2, withheld: 1, rejected: 1, importId: null } })
  expect(result.ok && result.value.errors).toMatchObject([{ line: 3, field: 'amount' }])
  expect(await listEntries(t.ctx)).toEqual([])
})

test('one bad line keeps the whole file out unless good lines are to be kept', async () => {
  const all = await importBooksCsv(t.ctxAs('analyst'), ask(head + good + bad))
  expect(all).toMatchObject({ ok: true, value: { accepted: 0, importId: null } })
  const part = await importBooksCsv(t.ctxAs('analyst'), ask(head + good + bad, { partial: true }))
  expect(part).toMatchObject({ ok: true, value: { accepted: 1, rejected: 1 } })
  expect(await listEntries(t.ctx)).toMatchObject([{ reference: 'FH-1', amountMinor: 1250n, currency: 'eur' }])
  expect(await listImports(t.ctx)).toMatchObject([{ name: 'october.csv', rowsGood: 1, rowsBad: 1 }])
})

test('another file with the same lines writes none of them again', async () => {
  const again = await importBooksCsv(t.ctxAs('analyst'), ask(head + good))
  expect(again).toMatchObject({ ok: true, value: { accepted: 0, known: 1, alreadyKnown: 1, earlier: null } })
  expect(await listEntries(t.ctx)).toHaveLength(1)
  expect(await listImports(t.ctx)).toHaveLength(2)
})

test('the same file again is the same import, and says so: also by another name, also in the dry run', async () => {
  const before = await listImports(t.ctx)
  const again = ask(head + good + bad, { partial: true, name: 'october (1).csv' })
  const id = before.find((row) => row.rowsBad === 1)?.id
  const earlier = { importId: id, name: 'october.csv', at: testNow.toISOString(), sameMapping: true }
  for (const dryRun of [true, false]) {
    const result = await importBooksCsv(t.ctxAs('analyst'), { ...again, dryRun })
    expect(result).toMatchObject({ ok: true, value: { accepted: 0, earlier, importId: dryRun ? null : id } })
  }
  expect(await listImports(t.ctx)).toEqual(before)
  const fields = { ...mapping.fields, reference: { column: 'When' } }
  const otherwise = await importBooksCsv(t.ctxAs('analyst'), {
    ...again,
    dryRun: true,
    mapping: { ...mapping, fields },
  })
  expect(otherwise).toMatchObject({ ok: true, value: { earlier: { sameMapping: false, name: 'october.csv' } } })
})

test('two who import the same file at once make one import and one set of entries', async () => {
  const file = ask(`${head}FH-20,1.00,EUR,2026-10-20T10:00:00Z\nFH-21,2.00,EUR,2026-10-20T10:00:00Z\n`)
  const both = await Promise.all(['analyst', 'admin'].map((role) => importBooksCsv(t.ctxAs(role as Role), file)))
  const ids = both.map((result) => result.ok && result.value.importId)
  expect(ids[0]).toBe(ids[1])
  expect(both.map((result) => (result.ok ? result.value.accepted : -1)).sort()).toEqual([0, 2])
  expect((await listImports(t.ctx)).filter(({ id }) => id === ids[0])).toHaveLength(1)
  expect(await listEntries(t.ctx, { importId: String(ids[0]) })).toHaveLength(2)
})

test('the import stands or falls with its entries: when its own row fails, nothing of the file is written', async () => {
  const file = ask(`${head}FH-30,1.00,EUR,2026-10-20T10:00:00Z\n`)
  await t.admin.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'power cut'; END $$;
    CREATE TRIGGER power_cut BEFORE INSERT ON book_import FOR EACH ROW EXECUTE FUNCTION fail()`)
  await expect(importBooksCsv(t.ctxAs('analyst'), file)).rejects.toThrow('power cut')
  const left = `SELECT (SELECT count(*) FROM book_entry WHERE reference = 'FH-30')
    + (SELECT count(*) FROM caller_reference WHERE reference = 'FH-30') AS n`
  expect((await t.admin.query(left)).rows).toEqual([{ n: '0' }])
  await t.admin.query('DROP TRIGGER power_cut ON book_import')
  expect(await importBooksCsv(t.ctxAs('analyst'), file)).toMatchObject({ ok: true, value: { accepted: 1 } })
})

test('what a file is called is sealed like everything that people write', async () => {
  await importBooksCsv(
    t.ctxAs('analyst'),
    ask(`${head}FH-40,1.00,EUR,2026-10-20T10:00:00Z\n`, { name: 'ada@example.org.csv' }),
  )
  const { rows } = await t.admin.query('SELECT row_to_json(b)::text AS text FROM book_import b')
  expect(rows.map(({ text }) => text).join()).not.toContain('ada@example')
  expect((await listImports(t.ctx)).map(({ name }) => name)).toContain('ada@example.org.csv')
})

test('rejects whoever may not import, a column that is not there, and what is no CSV', async () => {
  expect(await importBooksCsv(t.ctxAs('executive'), ask(head + good))).toEqual({ ok: false, reason: 'not_permitted' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask('A,B\n1,2\n'))).toEqual({ ok: false, reason: 'column_missing' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask('"'))).toEqual({ ok: false, reason: 'not_csv' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask(head))).toEqual({ ok: false, reason: 'empty' })
  const twice = 'Ref,Amount,Cur,When,Amount\nFH-9,1,EUR,2026-10-20T10:00:00Z,2\n'
  expect(await importBooksCsv(t.ctxAs('analyst'), ask(twice))).toEqual({ ok: false, reason: 'column_twice' })
  const many = head + good.repeat(10_001)
  expect(await importBooksCsv(t.ctxAs('analyst'), ask(many))).toEqual({ ok: false, reason: 'too_many' })
  const open = `${head}"${good.repeat(9_000)}`
  expect(await importBooksCsv(t.ctxAs('analyst'), ask(open))).toEqual({ ok: false, reason: 'not_csv' })
})
