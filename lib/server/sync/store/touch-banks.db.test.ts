import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { bankOf } from '../../statements/testing/bank-files'
import { chargeOf, entryOf, transactionOf } from '../testing/raw-objects'
import { emptyHarvest, storePage } from './store-page'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

test('a payout that came back has its bank account looked at again, once; a sale does not', async () => {
  const { accountId } = await bankOf(t)
  await t.admin.query('DELETE FROM bank_touch')
  const back = entryOf(transactionOf({ ...chargeOf('po_1'), object: 'payout' }, 'payout_reversal'), new Date(1000))
  const sale = entryOf(transactionOf(chargeOf('ch_1'), 'charge'), new Date(1000))
  const store = (entries: (typeof back)[]) =>
    inSql(t.ctx, (sql) => storePage(sql, t.ctx, { ...emptyHarvest(), entries }))
  const touched = async () =>
    (await t.admin.query('SELECT account_id AS account FROM bank_touch')).rows.map(({ account }) => account)
  await store([sale])
  expect(await touched()).toEqual([])
  await store([back])
  expect(await touched()).toEqual([accountId])
  await t.admin.query('DELETE FROM bank_touch')
  await store([back])
  expect(await touched()).toEqual([])
})
