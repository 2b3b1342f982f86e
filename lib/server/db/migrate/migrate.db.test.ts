import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database'
import { diffSchemas, withSchemaEngine } from './schema-engine'
import { readSchema, readSnapshot } from './schema-files'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const sqlType: Record<string, string> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamp with time zone',
}

/** `table.column type nullable` for every field of the schema files, read without Prisma's help. */
function columnsOf(schema: string): string[] {
  return [...schema.matchAll(/model \w+ \{([\s\S]*?)\n\}/g)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1]
    return body
      .split('\n')
      .map((line) => /^\s+(\w+)\s+(\w+)(\??)\s*(.*)$/.exec(line.replace(/\/\/\/.*/, '')))
      .filter((match) => match !== null)
      .map(([, field = '', type = '', optional = '', rest = '']) => {
        const column = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field
        const sql = rest.includes('@db.Date') ? 'date' : sqlType[type]
        return `${table}.${column} ${sql} ${optional ? 'YES' : 'NO'}`
      })
  })
}

test('a migrated empty database has exactly the columns of the schema', async () => {
  const schema = (await readSchema()).map((file) => file.content).join('\n')
  const { rows } = await t.admin.query<{ line: string }>(
    `SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || ' ' || c.is_nullable AS line
     FROM information_schema.columns c JOIN pg_class k ON k.relname = c.table_name AND k.relkind IN ('r', 'p') AND NOT k.relispartition
     JOIN pg_namespace n ON n.oid = k.relnamespace AND n.nspname = 'public'
     WHERE c.table_schema = 'public' AND c.table_name <> '_prisma_migrations'`,
  )
  expect(rows.map((row) => row.line).sort()).toEqual(columnsOf(schema).sort())
})

test('no migration is missing: the snapshot of the last one equals the schema', async () => {
  const sql = await withSchemaEngine(t.url, await readSchema(), async (engine) =>
    diffSchemas(engine, await readSnapshot(), await readSchema()),
  )
  expect(sql).toContain('empty migration')
})

test('the seven large tables are hash-partitioned by the key of the money, which leads their primary keys', async () => {
  const { rows } = await t.admin.query<{ name: string; key: string; parts: string }>(
    `SELECT c.relname AS name, pg_get_partkeydef(c.oid) AS key, count(i.inhrelid)::text AS parts
     FROM pg_class c JOIN pg_inherits i ON i.inhparent = c.oid WHERE c.relkind = 'p' AND c.relnamespace = 'public'::regnamespace
     GROUP BY c.oid, c.relname ORDER BY 1`,
  )
  const key = 'HASH (money_key)'
  const names = [
    'balance_transaction',
    'bank_line',
    'book_entry',
    'ledger_posting',
    'payout_part',
    'provider_leg',
    'provider_object',
  ]
  expect(rows).toEqual(names.map((name) => ({ name, key, parts: '8' })))
})
