import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvMapping } from '@/lib/domain/books/csv-mapping'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
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

test('the same file again changes nothing', async () => {
  const again = await importBooksCsv(t.ctxAs('analyst'), ask(head + good))
  expect(again).toMatchObject({ ok: true, value: { accepted: 0, known: 1, alreadyKnown: 1 } })
  expect(await listEntries(t.ctx)).toHaveLength(1)
})

test('rejects whoever may not import, a column that is not there, and what is no CSV', async () => {
  expect(await importBooksCsv(t.ctxAs('executive'), ask(head + good))).toEqual({ ok: false, reason: 'not_permitted' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask('A,B\n1,2\n'))).toEqual({ ok: false, reason: 'column_missing' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask('"'))).toEqual({ ok: false, reason: 'not_csv' })
  expect(await importBooksCsv(t.ctxAs('analyst'), ask(head))).toEqual({ ok: false, reason: 'empty' })
})
