import type { Sql } from '../db/transaction'

const rowsAtOnce = 500

/** Every row of a query, some at a time: planned and sorted once however long it is. One at a time in a transaction. */
export async function* cursorRows<T>(sql: Sql, query: string, params: readonly unknown[]): AsyncIterable<T> {
  await sql.run(`DECLARE exported NO SCROLL CURSOR FOR ${query}`, params)
  for (;;) {
    const rows = await sql.rows<T>(`FETCH FORWARD ${rowsAtOnce} FROM exported`)
    yield* rows
    if (rows.length < rowsAtOnce) break
  }
  await sql.run('CLOSE exported')
}
