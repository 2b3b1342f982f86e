import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillEveryTable, type Wall, wallsOf } from './testing/every-table'
import { openTestDatabase, type TestDatabase } from './testing/test-database'

/** Tries every table and every partition there is, whatever migration made it, as the application's own role. */
let t: TestDatabase
let walls: Wall[]
beforeAll(async () => {
  t = await openTestDatabase()
  await fillEveryTable(t.admin, t.marketplaceId)
  walls = await wallsOf(t.admin, t.marketplaceId)
})
afterAll(() => t.close())

const refused = '42501' // insufficient_privilege: no right at all, or a policy in the way

/** What the application gets for a statement under a tenant: rows, a number of changed rows, or the code of its refusal. */
async function tries(statement: string, tenant: string | null, params: unknown[] = []) {
  const client = await t.db.pool.connect()
  try {
    await client.query('BEGIN')
    if (tenant !== null) await client.query(`SELECT set_config('counterfoil.marketplace', $1, true)`, [tenant])
    const { rows, rowCount } = await client.query(statement, params)
    return { rows: rows as { line: string }[], changed: rowCount ?? 0, code: null }
  } catch (error) {
    return { rows: [], changed: 0, code: String((error as { code?: string }).code) }
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** A row as one text. */
function lineOf(columns: readonly string[]): string {
  return `concat_ws('|', '', ${['NULL', ...columns].map((column) => `${column}::text`).join(', ')})`
}

/** The rows that are not the given tenant's, as the superuser sees them. */
async function foreignTo({ name, readable, tenantOf }: Wall, tenant: string | null): Promise<string[]> {
  const { rows } = await t.admin.query<{ line: string }>(
    `SELECT ${lineOf(readable)} AS line FROM ${name} r WHERE $1::text IS NULL OR NOT (${tenantOf('$1')})`,
    [tenant],
  )
  return rows.map((row) => row.line)
}

describe.each([
  ['no tenant', null],
  ['an empty tenant', ''],
  ['another tenant', 'saltmarsh'],
] as const)('with %s', (_, tenant) => {
  test('nothing of a marketplace is readable, in any table', async () => {
    const leaks: string[] = []
    for (const wall of walls) {
      const foreign = await foreignTo(wall, tenant)
      expect(foreign.length, `${wall.name} was filled`).toBeGreaterThan(0)
      const seen =
        wall.readable.length > 0
          ? await tries(`SELECT ${lineOf(wall.readable)} AS line FROM ${wall.name}`, tenant)
          : null
      const whole = await tries(`SELECT * FROM ${wall.name}`, tenant)
      if (!seen && whole.code !== refused) leaks.push(`${wall.name} answers ${whole.code}`)
      if (seen?.rows.some((row) => foreign.includes(row.line))) leaks.push(wall.name)
    }
    expect(leaks).toEqual([])
  })

  test('nothing of a marketplace can be changed or removed, in any table', async () => {
    const leaks: string[] = []
    for (const { name, columns, tenantOf } of walls) {
      const theirs = tenant === null || tenant === '' ? 'true' : `NOT (${tenantOf('$1')})`
      const params = theirs === 'true' ? [] : [tenant]
      for (const column of columns) {
        const update = await tries(`UPDATE ${name} r SET ${column} = ${column} WHERE ${theirs}`, tenant, params)
        if (update.changed > 0 || (update.code !== null && update.code !== refused))
          leaks.push(`UPDATE ${name}.${column}`)
      }
      const removal = await tries(`DELETE FROM ${name} r WHERE ${theirs}`, tenant, params)
      if (removal.changed > 0 || (removal.code !== null && removal.code !== refused)) leaks.push(`DELETE ${name}`)
      if ((await tries(`TRUNCATE ${name}`, tenant)).code !== refused) leaks.push(`TRUNCATE ${name}`)
    }
    expect(leaks).toEqual([])
  })

  test('no row can be written for a marketplace, in any table', async () => {
    const leaks: string[] = []
    for (const { name, sample } of walls) {
      const insert = `INSERT INTO ${name} SELECT (json_populate_record(NULL::${name}, $1::json)).*`
      const { code } = await tries(insert, tenant, [JSON.stringify(sample)])
      if (code !== refused) leaks.push(`INSERT ${name}: ${code ?? 'written'}`)
    }
    expect(leaks).toEqual([])
  })
})

test('every statement was a fair try: with its own tenant the application reads what it may read', async () => {
  const blind: string[] = []
  for (const { name, readable, sample } of walls) {
    if (readable.length === 0) continue
    const { rows } = await tries(`SELECT '' AS line FROM ${name}`, t.marketplaceId)
    if (rows.length === 0) blind.push(`${name} ${JSON.stringify(sample).slice(0, 60)}`)
  }
  expect(blind).toEqual([])
})

test('what no application needs to see is not readable with any tenant', async () => {
  for (const statement of [
    'SELECT password_hash FROM app_user',
    'SELECT email_hash FROM app_user',
    'SELECT session_version FROM app_user',
    'SELECT * FROM sign_in_count',
    'SELECT * FROM _prisma_migrations',
  ])
    expect((await tries(statement, t.marketplaceId)).code, statement).toBe(refused)
})

test('whoever runs with the owner’s rights looks at nothing but its own schema, and answers the application only', async () => {
  const { rows } = await t.admin.query<{ name: string; path: string; open: boolean }>(
    `SELECT p.proname AS name, array_to_string(p.proconfig, ',') AS path, has_function_privilege('public', p.oid, 'EXECUTE') AS open
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`,
  )
  expect(rows.length).toBeGreaterThan(8)
  expect(rows.filter(({ path }) => path !== 'search_path=public, pg_temp')).toEqual([])
  expect(rows.filter(({ open }) => open)).toEqual([])
})
