import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql, inTransaction, sqlOf } from '../db/transaction'
import { enqueue } from './enqueue'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const waiting = async (name: string) =>
  (
    await t.admin.query(`SELECT data FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY data::text`, [name])
  ).rows.map((row) => row.data)

test('ten wishes of one marketplace are one waiting job; another marketplace has its own', async () => {
  for (let i = 0; i < 10; i++)
    await inSql(t.ctx, (sql) => enqueue(sql, 'reconcile', { marketplaceId: t.marketplaceId }))
  await inTransaction(t.ctx, (tx) => enqueue(sqlOf(tx), 'reconcile', { marketplaceId: t.otherMarketplaceId }))
  expect(await waiting('reconcile')).toEqual([
    { marketplaceId: t.marketplaceId },
    { marketplaceId: t.otherMarketplaceId },
  ])
})

test('rejects: a wish whose transaction fails was never uttered', async () => {
  const failing = inSql(t.ctx, async (sql) => {
    await enqueue(sql, 'post-ledger', { marketplaceId: t.marketplaceId })
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await waiting('post-ledger')).toEqual([])
})
