import type pg from 'pg'

export type Wall = {
  name: string
  columns: string[]
  /** Those that the application may read at all. */
  readable: string[]
  /** SQL that says whether row `r` is of the tenant in the given parameter. */
  tenantOf(parameter: string): string
  /** A row of the filled marketplace, whole. */
  sample: Record<string, unknown>
}

/**
 * Something in every table and every partition for the given marketplace, written past all rules. Constraints and
 * triggers are gone afterwards, so that the walls stand alone: a throw-away database. */
export async function fillEveryTable(admin: pg.Pool, marketplaceId: string): Promise<void> {
  const { rows: checks } = await admin.query<{ drop: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop FROM pg_constraint
     WHERE contype = 'c' AND coninhcount = 0 AND connamespace = 'public'::regnamespace`,
  )
  for (const { drop } of checks) await admin.query(drop)
  for (const name of await tableNames(admin)) await admin.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
  const client = await admin.connect()
  try {
    for (const name of await tableNames(admin)) {
      const columns = await columnsOf(admin, name)
      const values = columns.map((column) => valueFor(column, marketplaceId, name))
      const list = columns.map((column) => column.name).join(', ')
      // A partition takes only rows of its own hash: many keys, and one of them fits.
      const keys = `generate_series(1, 200) AS k(n)`
      const fits = `satisfies_hash_partition(i.inhparent, 8, substring(pg_get_expr(c.relpartbound, c.oid) FROM 'remainder (\\d+)')::int, 'key' || k.n)`
      const { rows: parts } = await client.query<{ n: number }>(
        `SELECT min(k.n) AS n FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid, ${keys} WHERE c.oid = $1::regclass AND ${fits}`,
        [name],
      )
      const key = `'key${parts[0]?.n ?? 1}'`
      await client.query(
        `INSERT INTO ${name} (${list}) VALUES (${values.join(', ').replaceAll(`'the key'`, key)}) ON CONFLICT DO NOTHING`,
      )
    }
  } finally {
    client.release()
  }
}

/** What the test needs to know of every table, with a row of the given marketplace where the table has marketplaces. */
export async function wallsOf(admin: pg.Pool, marketplaceId: string): Promise<Wall[]> {
  const walls: Wall[] = []
  for (const name of await tableNames(admin)) {
    const columns = await columnsOf(admin, name)
    const { rows } = await admin.query<{ sample: Record<string, unknown> }>(
      `SELECT row_to_json(r) AS sample FROM ${name} r ORDER BY (${ownerOf(name, columns)('$1')}) DESC LIMIT 1`,
      [marketplaceId],
    )
    walls.push({
      name,
      columns: columns.map((column) => column.name),
      readable: columns.filter((column) => column.readable).map((column) => column.name),
      tenantOf: ownerOf(name, columns),
      sample: rows[0]?.sample ?? {},
    })
  }
  return walls
}

function ownerOf(name: string, columns: Column[]): (parameter: string) => string {
  if (name === 'app_user')
    return (p) => `EXISTS (SELECT FROM membership m WHERE m.user_id = r.id AND m.marketplace_id = ${p})`
  if (name === 'marketplace') return (p) => `r.id = ${p}`
  return columns.some((column) => column.name === 'marketplace_id')
    ? (p) => `r.marketplace_id = ${p}`
    : (p) => `${p}::text IS NULL`
}

async function tableNames(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND relname <> '_prisma_migrations' ORDER BY 1`,
  )
  return rows.map((row) => row.name)
}

type Column = { name: string; type: string; readable: boolean }

async function columnsOf(admin: pg.Pool, table: string): Promise<Column[]> {
  const { rows } = await admin.query<Column>(
    `SELECT quote_ident(attname) AS name, format_type(atttypid, NULL) AS type,
       has_column_privilege('counterfoil_app', attrelid, attnum, 'SELECT') AS readable
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  )
  return rows
}

function valueFor({ name, type }: Column, marketplaceId: string, table: string): string {
  if (name === 'marketplace_id' || (table === 'marketplace' && name === 'id')) return `'${marketplaceId}'`
  if (name === 'money_key') return `'the key'`
  if (type.endsWith('[]')) return `'{}'`
  const values: Record<string, string> = {
    text: `'${name}'`,
    jsonb: `'{}'`,
    json: `'{}'`,
    bytea: `'\\x00'`,
    boolean: 'false',
    date: `'2026-10-31'`,
    'timestamp with time zone': `'2026-10-31T00:00:00Z'`,
    uuid: `'00000000-0000-0000-0000-000000000001'`,
  }
  return values[type] ?? '1'
}
