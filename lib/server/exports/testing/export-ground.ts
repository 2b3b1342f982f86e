import type pg from 'pg'
import { expect } from 'vitest'
import { type Ctx, jobCtx } from '../../context'
import { openTestDatabase, type TestDatabase, testNow } from '../../db/testing/test-database'
import { env } from '../../env'
import { askExport } from '../jobs/ask-export'
import { downloadExport } from '../jobs/download-export'
import { runExports } from '../jobs/run-export'
import type { FileAsked } from '../list-file'

/** So many balance transactions has the first marketplace, the other one 1,500. */
export const count = 24_000
export const asked: FileAsked = { list: 'transactions', filter: {}, format: 'csv', filterWords: '' }

/** A test database in which lists of more than a thousand rows are exports of the worker. */
export async function openExportGround(): Promise<TestDatabase> {
  const t = await openTestDatabase()
  env().EXPORT_JOB_FROM_ROWS = 1_000
  await t.admin.query(
    `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
       balance_type, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
     SELECT 'stripe:txn_' || n, m, 'acct_1', 'txn_' || m || '_' || n, 'stripe', false, 'charge', 'charge', 'payments', n, 0, n,
       CASE WHEN n % 400 = 0 THEN 'usd' ELSE 'eur' END, $1::timestamptz - n * interval '1 second', $1, '{}'
     FROM unnest(ARRAY['fernhollow', 'saltmarsh']) m, generate_series(1, $2::int) n WHERE m = 'fernhollow' OR n <= 1500`,
    [testNow, count],
  )
  return t
}

export function run(t: TestDatabase, marketplaceId = t.marketplaceId): Promise<void> {
  return runExports(() => jobCtx(t.db, marketplaceId, 'run-exports'))
}

export async function ask(ctx: Ctx, what = asked): Promise<string> {
  const made = await askExport(ctx, what)
  if (!made.ok) throw new Error(made.reason)
  return made.value.id
}

export async function taken(ctx: Ctx, id: string): Promise<Buffer> {
  const file = await downloadExport(ctx, id)
  if (!file.ok) throw new Error(file.reason)
  const chunks: Uint8Array[] = []
  for await (const chunk of file.value.chunks) chunks.push(chunk)
  expect(chunks.length).toBeGreaterThan(0)
  return Buffer.concat(chunks)
}

/** What the chain says about an export. */
export async function actsOn(admin: pg.Pool, id: string) {
  const acts = 'SELECT action, actor_kind, detail FROM audit_entry WHERE subject = $1 ORDER BY seq'
  return (await admin.query<{ action: string; actor_kind: string; detail: object }>(acts, [id])).rows
}

export async function partsOf(admin: pg.Pool, id: string) {
  const parts = 'SELECT part, body_enc FROM export_part WHERE export_id = $1 ORDER BY part'
  return (await admin.query<{ part: number; body_enc: Buffer }>(parts, [id])).rows
}

export function idsIn(file: Buffer): string[] {
  return file.toString().match(/txn_\w+_\d+/g) ?? []
}
