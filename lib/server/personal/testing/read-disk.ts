import type pg from 'pg'

/** What a stolen disk shows: every row of every table as text, and the bytes of what is stored as bytes. */
export async function readDisk(admin: pg.Pool): Promise<string> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'pgboss')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ text: string }>(`SELECT row_to_json(x)::text AS text FROM ${name} x`)
    texts.push(...rows.map((row) => row.text))
  }
  const bodies = await admin.query<{ body: Buffer }>(
    'SELECT body FROM quarantine UNION ALL SELECT body FROM inbox_event WHERE body IS NOT NULL',
  )
  return [...texts, ...bodies.rows.map((row) => row.body.toString('latin1'))].join('\n')
}
