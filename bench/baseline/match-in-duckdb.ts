import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Both sides in DuckDB, in memory: a column store that scans on every core, and keeps nothing for the next run. */
export type InDuckDb = { match(): Promise<number>; close(): void }

const columns = 'money_key, marketplace_id, account_id, kind, amount_minor, currency'
const shape =
  'money_key VARCHAR, marketplace_id VARCHAR, account_id VARCHAR, kind VARCHAR, amount_minor BIGINT, currency VARCHAR'

/** Takes the same rows over from Postgres, outside the time that is measured. */
export async function openDuckDb(admin: pg.Pool): Promise<InDuckDb> {
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  for (const table of ['provider_leg', 'book_entry']) await takeOver(admin, duck, table)
  return {
    match: async () => {
      const found = await duck.runAndReadAll(
        `SELECT coalesce(l.money_key, b.money_key) AS key FROM provider_leg l
         FULL JOIN book_entry b ON b.money_key = l.money_key AND b.marketplace_id = l.marketplace_id
           AND b.account_id = l.account_id AND b.kind = l.kind
         WHERE l.money_key IS NULL OR b.money_key IS NULL OR l.amount_minor <> b.amount_minor OR l.currency <> b.currency`,
      )
      return found.currentRowCount
    },
    close: () => {
      duck.closeSync()
      instance.closeSync()
    },
  }
}

async function takeOver(admin: pg.Pool, duck: DuckDBConnection, table: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-duckdb-'))
  const file = join(folder, `${table}.csv`)
  const client = await admin.connect()
  try {
    const source = client.query(copyTo(`COPY (SELECT ${columns} FROM ${table}) TO STDOUT (FORMAT csv)`))
    await pipeline(source, createWriteStream(file))
    await duck.run(`CREATE TABLE ${table} (${shape})`)
    await duck.run(`COPY ${table} FROM '${file}' (FORMAT csv, HEADER false)`)
  } finally {
    client.release()
    await rm(folder, { recursive: true, force: true })
  }
}
