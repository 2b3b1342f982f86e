import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { erasePerson } from '../personal/erase-person'
import { rotateKeys } from '../personal/rotate-keys'
import { readDisk } from '../personal/testing/read-disk'
import { emptyHarvest, storePage } from '../sync/store/store-page'
import { chargeOf, entryOf, transactionOf } from '../sync/testing/raw-objects'
import { listAccountLines } from './lines/list-lines'
import { listBankAccounts } from './queries'
import { saveMapping } from './save-mapping'
import { bankOf, mapping, mt940Of } from './testing/bank-files'

let t: TestDatabase
let bank: Awaited<ReturnType<typeof bankOf>>
const file = mt940Of('7', 0n, [
  [5, 50_00n, '166?00RENT?20EREF+Ada Lovelace?21SVWZ+Rent of Ada Lovelace?32Ada Lovelace'],
  [6, 12_00n, 'STRIPE ST-A1B2C3D4E5F6'],
])

beforeAll(async () => {
  t = await openTestDatabase()
  const billing_details = { name: 'Ada Lovelace', email: 'ada@example.org' }
  const charge = transactionOf(chargeOf('ch_ada', { billing_details }), 'charge')
  await inSql(t.ctx, (sql) => storePage(sql, t.ctx, { ...emptyHarvest(), entries: [entryOf(charge, new Date(1000))] }))
  bank = await bankOf(t)
  await bank.bring(file, { name: 'rent of Ada Lovelace.sta' })
  await saveMapping(t.ctxAs('analyst'), { name: 'Ada Lovelace’s bank', mapping })
})
afterAll(() => t.close())

const texts = async () =>
  (await listAccountLines(t.ctx, { bankAccountId: bank.accountId })).map(
    ({ text, counterparty }) => `${text} | ${counterparty}`,
  )

test('whoever steals the disk reads no payer’s name, no purpose, no number of an account', async () => {
  const disk = (await readDisk(t.admin)).toLowerCase()
  expect(disk).toContain('st-a1b2c3d4e5f6')
  for (const secret of ['lovelace', 'rent of', '0532013000', '37040044', 'main account'])
    expect(disk).not.toContain(secret)
  expect(await texts()).toEqual(['STRIPE ST-A1B2C3D4E5F6 | null', 'Rent of Ada Lovelace · Ada Lovelace | Ada Lovelace'])
})

test('a line can lose its words, and nothing else of it can be changed or removed', async () => {
  const change = inSql(t.ctx, (sql) =>
    sql.run('UPDATE bank_line SET amount_minor = 1 WHERE marketplace_id = $1', [t.marketplaceId]),
  )
  await expect(change).rejects.toThrow(/permission denied/)
  const removal = inSql(t.ctx, (sql) => sql.run('DELETE FROM bank_line WHERE marketplace_id = $1', [t.marketplaceId]))
  await expect(removal).rejects.toThrow(/permission denied/)
})

test('a new key takes the words and the numbers over', async () => {
  process.env.ENCRYPTION_KEYS = `next:${Buffer.alloc(32, 9).toString('base64')},${process.env.ENCRYPTION_KEYS}`
  ;(globalThis as { counterfoilEnv?: unknown }).counterfoilEnv = undefined
  expect(await rotateKeys(t.ctx)).toMatchObject({
    'bank_account.number_enc': 1,
    'bank_account.name_enc': 1,
    'bank_line.text_enc': 2,
    'bank_line.counterparty_enc': 1,
    'bank_statement.file_name_enc': 1,
    'bank_mapping.name_enc': 1,
  })
  expect((await listBankAccounts(t.ctx))[0]?.name).toBe('Main account')
  expect(await bank.bring(file)).toMatchObject({ written: false, statements: [{ state: 'known_before' }] })
})

test('what stands in clear from before references were told from words is sealed with the next rotation', async () => {
  await t.admin.query(
    `UPDATE bank_line SET end_to_end_id = 'Ada Lovelace', bank_reference = 'RENT OF MAY', transaction_id = 'X7QK21B9'
     WHERE text_enc IS NOT NULL AND counterparty_enc IS NOT NULL`,
  )
  const before = (await texts()).length
  expect(await rotateKeys(t.ctx)).toMatchObject({ 'bank_line, references': 1 })
  const { rows } = await t.admin.query(
    `SELECT end_to_end_id, bank_reference, transaction_id FROM bank_line WHERE counterparty_enc IS NOT NULL`,
  )
  expect(rows).toEqual([{ end_to_end_id: null, bank_reference: null, transaction_id: 'X7QK21B9' }])
  expect(await texts()).toHaveLength(before)
  expect(await texts()).toContain('Rent of Ada Lovelace · Ada Lovelace · RENT OF MAY | Ada Lovelace')
  expect(await readDisk(t.admin)).not.toMatch(/lovelace|rent of may/i)
  expect(await rotateKeys(t.ctx)).toMatchObject({ 'bank_line, references': 0 })
})

test('nobody hides a reference of another marketplace', async () => {
  const hide = inSql(t.ctx, (sql) =>
    sql.rows(`SELECT hide_references($1, id, text_enc, text_enc, '{f,f,f}') FROM bank_line LIMIT 1`, [
      t.otherMarketplaceId,
    ]),
  )
  await expect(hide).rejects.toThrow('a line of another marketplace')
})

test('who is erased is gone from the bank’s words too, and comes back by no second import', async () => {
  expect(await erasePerson(t.ctxAs('compliance'), 'ada@example.org')).toMatchObject({ ok: true, value: { texts: 4 } })
  expect((await texts()).join()).not.toContain('Lovelace')
  await bank.bring(
    mt940Of('8', 50_00n - 50_00n, [
      [5, 50_00n, '166?00RENT?20EREF+Ada Lovelace?21SVWZ+Rent of Ada Lovelace?32Ada Lovelace'],
    ]),
  )
  expect((await texts()).join()).not.toContain('Lovelace')
})
