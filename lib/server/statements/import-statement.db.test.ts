import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { addBankAccount } from './add-bank-account'
import { importStatement } from './import-statement'
import { listAccountLines, listStatementLines } from './lines/list-lines'
import { getStatement, listBankAccounts, listMappings, listRefusedLines, listStatements } from './queries'
import { saveMapping } from './save-mapping'
import { spoolFile } from './spool/spool-file'
import { bankOf, csvHead, type Mt940Line, mapping, mt940Of, traces } from './testing/bank-files'

let t: TestDatabase
let bank: Awaited<ReturnType<typeof bankOf>>
beforeAll(async () => {
  t = await openTestDatabase()
  bank = await bankOf(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.admin.query(
    'DELETE FROM bank_line; DELETE FROM bank_line_seen; DELETE FROM bank_statement; DELETE FROM bank_touch; DELETE FROM bank_refused_line',
  )
})

const october: Mt940Line[] = [
  [5, 50_00n, 'STRIPE ST-A1B2C3D4E5F6'],
  [6, -3_50n, 'coffee'],
  [6, -3_50n, 'coffee'],
  [9, 20_00n, 'refund to Ada Lovelace'],
]

describe('a statement that adds up', () => {
  test('is kept with its lines, its act in the audit trail, and the wish to be matched', async () => {
    const outcome = await bank.bring(mt940Of('7', 100_00n, october))
    expect(outcome).toMatchObject({ format: 'mt940', written: true, lines: 4, refused: 0, troubles: [] })
    expect(outcome.statements).toMatchObject([
      { state: 'added', added: 4, known: 0, openingMinor: '10000', closingMinor: '16300' },
    ])
    const [line] = await listStatementLines(t.ctx, {
      statementId: outcome.statements[0]?.statementId ?? '',
      which: 'added',
    })
    expect(line).toMatchObject({
      bookedOn: '2026-10-05',
      amountMinor: 50_00n,
      currency: 'eur',
      matchText: 'stripe st-a1b2c3d4e5f6',
      text: 'STRIPE ST-A1B2C3D4E5F6',
    })
    expect(await traces(t)).toMatchObject({ statements: '1', lines: '4', touches: '5' })
    const [account] = await listBankAccounts(t.ctx)
    expect(account).toMatchObject({
      name: 'Main account',
      lastFour: '3000',
      country: 'DE',
      balanceMinor: 163_00n,
      balanceOn: '2026-10-31',
      lastOn: '2026-10-09',
      statements: 1,
    })
  })

  test('the same file again adds nothing and says so; so does the same statement in another file', async () => {
    const file = mt940Of('7', 100_00n, october)
    await bank.bring(file)
    const before = await traces(t)
    for (const again of [file, file.replaceAll('\n', '\r\n')]) {
      const outcome = await bank.bring(again)
      expect(outcome).toMatchObject({ written: false, statements: [{ state: 'known_before', known: 4 }] })
      expect(outcome.statements[0]?.statementId).toBe((await listStatements(t.ctx))[0]?.id)
    }
    expect(await traces(t)).toEqual(before)
  })

  test('a dry run says what would be added and writes nothing', async () => {
    await bank.bring(mt940Of('7', 100_00n, october.slice(0, 2)))
    const before = await traces(t)
    const outcome = await bank.bring(mt940Of('8', 100_00n, october), { dryRun: true })
    expect(outcome).toMatchObject({
      written: false,
      statements: [{ statementId: null, state: 'not_written', added: 2, known: 2 }],
    })
    expect(await traces(t)).toEqual(before)
  })
})

describe('a refusal leaves nothing', () => {
  const good = '2026-10-05,50.00,payout,Stripe\n'
  const bad = '2026-10-06,50.005,payout,Stripe\n'
  test.each<[string, string, boolean, string]>([
    [
      'a statement that does not add up, naming its line',
      mt940Of('7', 100_00n, october, 163_00n - 20_00n),
      true,
      '11 does_not_add_up',
    ],
    ['a file that is cut off', mt940Of('7', 100_00n, october).slice(0, 150), true, '8 truncated'],
    [
      'a page that stands twice',
      mt940Of('7', 100_00n, october) + mt940Of('7', 100_00n, october),
      true,
      '15 repeated_page',
    ],
    [
      'another account than the chosen one',
      mt940Of('7', 100_00n, october, undefined, 'DE00123'),
      true,
      '1 other_account',
    ],
    ['one bad line, unless the good ones are to be kept', csvHead + good + bad, false, '3 amount'],
    ['nothing but bad lines', csvHead + bad, true, '2 amount'],
  ])('%s', async (_, file, keepGoodLines, says) => {
    const before = await traces(t)
    const outcome = await bank.bring(file, { keepGoodLines })
    expect(outcome).toMatchObject({ written: false, statements: [] })
    expect(outcome.troubles.map(({ line, code }) => `${line} ${code}`)).toEqual([says])
    expect(await traces(t)).toEqual(before)
  })

  test('a file that breaks in its second statement leaves nothing of the first', async () => {
    const before = await traces(t)
    const file = mt940Of('7', 100_00n, october) + mt940Of('8', 163_00n, [[10, 1_00n, 'x']], 999_00n)
    expect(await bank.bring(file, { keepGoodLines: true })).toMatchObject({ written: false })
    expect(await traces(t)).toEqual(before)
  })

  test('good lines are kept when asked for, the bad ones with their reason; the mended file adds the rest', async () => {
    const part = await bank.bring(csvHead + good + bad, { keepGoodLines: true })
    expect(part).toMatchObject({ written: true, refused: 1, statements: [{ added: 1, refused: 1 }] })
    const id = part.statements[0]?.statementId ?? ''
    expect(await getStatement(t.ctx, id)).toMatchObject({ status: 'partial', linesAdded: 1, linesRefused: 1 })
    expect(await listRefusedLines(t.ctx, id)).toMatchObject([
      { line: 3, code: 'amount', message: 'amount has more decimals than its currency' },
    ])
    const mended = await bank.bring(csvHead + good + bad.replace('50.005', '50.01'))
    expect(mended.statements).toMatchObject([{ added: 1, known: 1 }])
  })
})

test('without a chosen account each statement finds its own, or the file is refused', async () => {
  const known = await bank.bring(mt940Of('7', 100_00n, october, undefined, '37040044/0532013000'), {
    bankAccountId: null,
  })
  expect(known.statements).toMatchObject([{ bankAccountId: bank.accountId, added: 4 }])
  const unknown = await bank.bring(mt940Of('7', 100_00n, october, undefined, 'FR7630006000011234567890189'), {
    bankAccountId: null,
  })
  expect(unknown.troubles).toMatchObject([
    { code: 'unknown_account', message: 'No bank account here is the account that ends in 0189 in EUR' },
  ])
})

test('one file with statements of several currencies finds an account for each', async () => {
  const number = 'DE89370400440532013000'
  const yen = { name: 'Yen', legalEntity: null, country: null, payoutsOfAccount: null, number, currency: 'jpy' }
  const added = await addBankAccount(t.ctxAs('analyst'), yen)
  const inYen = mt940Of('7', 0n, [[5, 500_00n, 'x']]).replaceAll('EUR', 'JPY')
  const both = await bank.bring(mt940Of('7', 100_00n, october) + inYen, { bankAccountId: null })
  expect(both.statements).toMatchObject([
    { bankAccountId: bank.accountId, currency: 'eur', closingMinor: '16300' },
    { bankAccountId: added.ok ? added.value : '', currency: 'jpy', closingMinor: '500' },
  ])
  const mixed = await bank.bring(
    `${csvHead.replace('Name', 'Name,Cur')}2026-10-05,1.00,a,b,EUR\n2026-10-05,1.00,a,b,USD\n`,
    {
      mapping: { id: null, mapping: { ...mapping, columns: { ...mapping.columns, currency: 'Cur' } } },
      keepGoodLines: true,
    },
  )
  expect(mixed.troubles).toMatchObject([
    { line: 3, code: 'two_currencies', message: 'This line is in USD, the account in EUR' },
  ])
})

test('who may not import is refused, and another marketplace sees and touches nothing', async () => {
  await bank.bring(mt940Of('7', 100_00n, october))
  const file = await spoolFile(
    (async function* () {
      yield Buffer.from(mt940Of('8', 1n, []))
    })(),
  )
  const input = {
    name: 'x',
    format: null,
    encoding: null,
    bankAccountId: bank.accountId,
    mapping: null,
    keepGoodLines: false,
    dryRun: false,
  }
  if (!file.ok) throw new Error(file.reason)
  expect(await importStatement(t.ctxAs('executive'), { ...input, file: file.value })).toEqual({
    ok: false,
    reason: 'not_permitted',
  })
  const other = t.ctxAs('analyst', t.otherMarketplaceId)
  expect(await importStatement(other, { ...input, file: file.value })).toEqual({
    ok: false,
    reason: 'unknown_bank_account',
  })
  expect([await listBankAccounts(other), await listStatements(other)]).toEqual([[], []])
  expect(await listAccountLines(other, { bankAccountId: bank.accountId })).toEqual([])
})

test('an account is added once, and a mapping under one name is one', async () => {
  const account = {
    name: 'Again',
    legalEntity: null,
    number: 'DE89370400440532013000',
    currency: 'eur',
    country: null,
    payoutsOfAccount: null,
  }
  expect(await addBankAccount(t.ctxAs('admin'), account)).toEqual({ ok: false, reason: 'known' })
  expect(await addBankAccount(t.ctxAs('compliance'), account)).toEqual({ ok: false, reason: 'not_permitted' })
  await saveMapping(t.ctxAs('analyst'), { name: 'House bank', mapping })
  await saveMapping(t.ctxAs('analyst'), { name: 'House bank', mapping: { ...mapping, delimiter: ';' } })
  expect(await listMappings(t.ctx)).toMatchObject([{ name: 'House bank', mapping: { delimiter: ';' } }])
})
