import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '@/lib/domain/access/actor'
import { openTestDatabase, type TestDatabase } from './testing/test-database'
import { inSql, inTransaction } from './transaction'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

test('the application role is no superuser and may not bypass row-level security', async () => {
  const { rows } = await t.db.pool.query(
    'SELECT rolsuper, rolbypassrls, rolcreaterole, current_user AS name FROM pg_roles WHERE rolname = current_user',
  )
  expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, name: 'counterfoil_app' })
})

test('every table and every partition stands behind a policy', async () => {
  const { rows } = await t.admin.query(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
       AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`,
  )
  expect(rows).toEqual([])
})

test('without a tenant nothing is visible; with another tenant, only its own', async () => {
  const { rows: none } = await t.db.pool.query('SELECT * FROM membership')
  expect(none).toEqual([])
  const seen = await inSql(t.ctx, (sql) =>
    sql.rows<{ marketplace_id: string }>('SELECT DISTINCT marketplace_id FROM membership'),
  )
  expect(seen).toEqual([{ marketplace_id: t.marketplaceId }])
  const people = await inTransaction(t.ctxAs('analyst', t.otherMarketplaceId), (tx) =>
    tx.appUser.findMany({ select: { id: true } }),
  )
  expect(people).toHaveLength(roles.length)
})

test('a row for another tenant cannot be written, nor can one be moved there', async () => {
  const insert = inSql(t.ctx, (sql) =>
    sql.run(`INSERT INTO api_key (marketplace_id, id, name, prefix, secret_hash) VALUES ($1, 'k', 'n', 'p', 'h')`, [
      t.otherMarketplaceId,
    ]),
  )
  await expect(insert).rejects.toThrow(/row-level security/)
  const moved = (table: string) =>
    inSql(t.ctx, (sql) => sql.run(`UPDATE ${table} SET marketplace_id = $1`, [t.otherMarketplaceId]))
  await expect(moved('provider_account')).rejects.toThrow(/row-level security/)
  await expect(moved('membership')).rejects.toThrow(/permission denied/)
})

test('the audit chain and the ledger cannot be changed, not even by their owner', async () => {
  await expect(inSql(t.ctx, (sql) => sql.run('DELETE FROM audit_entry'))).rejects.toThrow(/permission denied/)
  await expect(t.admin.query(`UPDATE audit_entry SET subject = 'other'`)).rejects.toThrow(/append-only/)
  await expect(t.admin.query('TRUNCATE ledger_posting')).rejects.toThrow(/append-only/)
})
