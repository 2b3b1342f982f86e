import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { enqueue } from '../queue/enqueue'
import { getFreshness } from './queries'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

test('a wanted job that nobody takes up is seen to wait, and only in its own marketplace', async () => {
  expect(await getFreshness(t.ctx)).toMatchObject({ waitingSeconds: null, workerSilentSeconds: null })
  await inSql(t.ctx, (sql) => enqueue(sql, 'reconcile', { marketplaceId: t.marketplaceId }))
  await t.admin.query(`UPDATE pgboss.job SET start_after = now() - interval '5 minutes'`)
  await t.admin.query(
    `UPDATE pgboss.queue SET monitor_claim_on = now() - interval '6 minutes' WHERE name = 'reconcile'`,
  )
  const seen = await getFreshness(t.ctx)
  expect(seen.waitingSeconds).toBeGreaterThanOrEqual(300)
  expect(seen.workerSilentSeconds).toBeGreaterThanOrEqual(360)
  const other = await getFreshness({ ...t.ctx, actor: { ...t.ctx.actor, marketplaceId: t.otherMarketplaceId } })
  expect(other.waitingSeconds).toBeNull()
})

test('what a worker has taken up no longer waits', async () => {
  await t.admin.query(`UPDATE pgboss.job SET state = 'active'`)
  expect((await getFreshness(t.ctx)).waitingSeconds).toBeNull()
})
