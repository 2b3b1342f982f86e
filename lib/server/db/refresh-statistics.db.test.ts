import { afterAll, beforeAll, expect, test } from 'vitest'
import { refreshStatistics } from './refresh-statistics'
import { openTestDatabase, type TestDatabase } from './testing/test-database'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

/** Keys as long as they may be, so that a large table is made soon. */
const fill = (from: number, to: number) =>
  t.admin.query(
    `INSERT INTO person_ref (money_key, marketplace_id, account_id, object_id, person_hash)
     SELECT 'stripe:' || n || repeat('x', 900), $1, 'acct_1', 'o', 'h' FROM generate_series($2::int, $3::int) AS n`,
    [t.marketplaceId, from, to],
  )
const known = async () => {
  await refreshStatistics(t.db, ['person_ref'])
  const { rows } = await t.admin.query<{ tuples: string }>(
    `SELECT sum(c.reltuples)::bigint AS tuples FROM pg_class c WHERE c.relkind = 'r' AND (c.oid = 'person_ref'::regclass
       OR c.oid IN (SELECT relid FROM pg_partition_tree('person_ref') WHERE isleaf))`,
  )
  return Number(rows[0]?.tuples)
}

test('a small table is always looked at, a large one once it has grown by a tenth', async () => {
  await fill(1, 100)
  expect(await known()).toBe(100)
  await fill(101, 150)
  expect(await known()).toBe(150)
  await fill(151, 20_000)
  expect(await known()).toBe(20_000)
  await fill(20_001, 20_100)
  expect(await known()).toBe(20_000)
  await fill(20_101, 23_000)
  expect(await known()).toBeGreaterThan(22_000)
})

test('rejects: statistics of a table that nobody named', async () => {
  await expect(refreshStatistics(t.db, ['marketplace'])).rejects.toThrow(/no statistics for marketplace/)
})
