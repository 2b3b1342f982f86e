import type pg from 'pg'

type Row = { key: string; account: string; kind: string; amount: string; currency: string }

const columns = 'money_key AS key, account_id AS account, kind, amount_minor AS amount, currency'

/** Every leg looks for its entry and every entry for its leg, a prepared query each; answers how many differ. */
export async function matchRowByRow(admin: pg.Pool, legs: readonly Row[], entries: readonly Row[]): Promise<number> {
  const differ = await Promise.all([missesIn(admin, 'book_entry', legs), missesIn(admin, 'provider_leg', entries)])
  return differ.reduce((sum, n) => sum + n, 0)
}

/** Rows spread over the whole table. */
export async function sampleOf(admin: pg.Pool, table: string, share: number): Promise<Row[]> {
  const query = `SELECT ${columns} FROM ${table} WHERE (hashtextextended(money_key, 11) & 65535) < 65536 * $1::float8`
  return (await admin.query<Row>(query, [share])).rows
}

async function missesIn(admin: pg.Pool, table: string, rows: readonly Row[]): Promise<number> {
  const client = await admin.connect()
  const text = `SELECT ${columns} FROM ${table} WHERE money_key = $1 AND account_id = $2 AND kind = $3`
  let misses = 0
  for (const row of rows) {
    const { key, account, kind, amount, currency } = row
    const named = { name: `look in ${table}`, text, values: [key, account, kind] }
    const [twin] = (await client.query<Row>(named)).rows
    if (!twin || twin.amount !== amount || twin.currency !== currency) misses++
  }
  client.release()
  return misses
}

/** The whole in one statement: Postgres runs a FULL JOIN on one core. */
export async function matchInOneJoin(admin: pg.Pool): Promise<number> {
  const { rows } = await admin.query<{ key: string }>(
    `SELECT coalesce(l.money_key, b.money_key) AS key FROM provider_leg l
     FULL JOIN book_entry b ON b.money_key = l.money_key AND b.marketplace_id = l.marketplace_id
       AND b.account_id = l.account_id AND b.kind = l.kind
     WHERE l.money_key IS NULL OR b.money_key IS NULL OR l.amount_minor <> b.amount_minor OR l.currency <> b.currency`,
  )
  return rows.length
}
