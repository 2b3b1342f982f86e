import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { listAccountLines, listStatementLines } from './lines/list-lines'
import { bankOf, csvHead, type Mt940Line, mt940Of } from './testing/bank-files'

let t: TestDatabase
let bank: Awaited<ReturnType<typeof bankOf>>
beforeAll(async () => {
  t = await openTestDatabase()
  bank = await bankOf(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.admin.query('DELETE FROM bank_line; DELETE FROM bank_line_seen; DELETE FROM bank_statement')
})

const october: Mt940Line[] = [
  [5, 50_00n, 'payout'],
  [6, -3_50n, 'coffee'],
  [6, -3_50n, 'coffee'],
  [9, 20_00n, 'refund'],
]
const amounts = async () =>
  (await listAccountLines(t.ctx, { bankAccountId: bank.accountId }))
    .map((line) => line.amountMinor)
    .sort((a, b) => Number(a - b))

describe('overlapping statements and twins', () => {
  test('lines that two statements tell are one; twins within one stay two', async () => {
    await bank.bring(mt940Of('7', 100_00n, october.slice(0, 3)))
    const outcome = await bank.bring(mt940Of('9', 150_00n, october.slice(1)))
    expect(outcome.statements).toMatchObject([{ added: 1, known: 2 }])
    expect(await amounts()).toEqual([-3_50n, -3_50n, 20_00n, 50_00n])
    const known = await listStatementLines(t.ctx, {
      statementId: outcome.statements[0]?.statementId ?? '',
      which: 'known',
    })
    expect(known.map((line) => line.text)).toEqual(['coffee', 'coffee'])
  })

  test('a statement that goes on where the one before ended brings its twin of the same day', async () => {
    await bank.bring(mt940Of('7', 100_00n, october.slice(0, 2)))
    const outcome = await bank.bring(mt940Of('8', 146_50n, october.slice(2)))
    expect(outcome.statements).toMatchObject([{ added: 2, known: 0 }])
    const whole = await bank.bring(mt940Of('99', 100_00n, october))
    expect(whole.statements).toMatchObject([{ added: 0, known: 4 }])
    expect(await amounts()).toHaveLength(4)
  })

  test('in one file with both statements, too', async () => {
    const both = mt940Of('7', 100_00n, october.slice(0, 2)) + mt940Of('8', 146_50n, october.slice(2))
    expect((await bank.bring(both)).statements).toMatchObject([{ added: 2 }, { added: 2 }])
    expect(await amounts()).toHaveLength(4)
  })

  test('two people who import two files at once add each line once', async () => {
    const files = [mt940Of('7', 100_00n, october), mt940Of('99', 100_00n, october.slice(0, 3))]
    await Promise.all([...files, ...files].map((file) => bank.bring(file)))
    expect(await amounts()).toHaveLength(4)
  })
})

describe('days that two formats tell', () => {
  const csv = (day: number) => `${csvHead}2026-10-${String(day).padStart(2, '0')},50.00,payout,Stripe\n`
  const inCsv = (day: number, dryRun = false) =>
    bank.bring(csv(day), { format: 'csv', bankAccountId: bank.accountId, dryRun })

  test('one movement in MT940 and in CSV stands twice, and the import warns of it, dry or not', async () => {
    await bank.bring(mt940Of('7', 100_00n, october))
    expect((await inCsv(5, true)).statements).toMatchObject([{ added: 1, otherFormat: 'mt940' }])
    expect((await inCsv(5)).statements).toMatchObject([{ added: 1, otherFormat: 'mt940' }])
    expect((await inCsv(5)).statements).toMatchObject([{ added: 0, otherFormat: null }])
  })

  test('other days, and the same days in the same format, are no reason to warn', async () => {
    await bank.bring(mt940Of('7', 100_00n, october))
    expect((await inCsv(20)).statements).toMatchObject([{ added: 1, otherFormat: null }])
    const whole = await bank.bring(mt940Of('9', 100_00n, [...october, [9, 7_00n, 'late']]))
    expect(whole.statements).toMatchObject([{ added: 1, otherFormat: null }])
  })
})
