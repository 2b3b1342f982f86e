import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectProvider } from '../access/connect-provider'
import { type Ctx, jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { composeTouched } from '../payouts/compose-touched'
import { connectionOf } from './connection-of'
import { syncMarketplace } from './sync-marketplace'
import { type Sandbox, startSandbox } from './testing/sandbox-process'

let t: TestDatabase
let sandbox: Sandbox
let ctx: Ctx

beforeAll(async () => {
  sandbox = await startSandbox(['--sellers', '12', '--days', '8', '--rate', '1000'])
  Object.assign(process.env, { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '1000' })
  t = await openTestDatabase()
  ctx = jobCtx(t.db, t.marketplaceId, 'test', await sandbox.now())
  await connectProvider(ctx, {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: ['whsec_1'],
  })
  await t.admin.query('DELETE FROM provider_account WHERE account_id = $1', ['acct_platform'])
}, 120_000)
afterAll(async () => {
  await sandbox.stop()
  await t.close()
})

const count = async (table: string): Promise<number> => {
  const { rows } = await t.admin.query(`SELECT count(*)::int AS n FROM ${table} WHERE marketplace_id = $1`, [
    t.marketplaceId,
  ])
  return rows[0].n
}

/** Everything the sandbox has, read without the product. */
async function theirs(path: string, account?: string): Promise<{ id: string }[]> {
  const all: { id: string }[] = []
  let after = ''
  for (;;) {
    const page = await sandbox.get(`${path}?limit=100${after}`, account)
    all.push(...page.data)
    if (!page.has_more) return all
    after = `&starting_after=${all.at(-1)?.id}`
  }
}

test('a backfill brings every balance transaction of every account, once', async () => {
  const provider = await connectionOf(ctx, false)
  const result = await syncMarketplace(ctx, provider, { kind: 'full' })
  const accounts = [{ id: sandbox.platform }, ...(await theirs('/v1/accounts'))]
  const ids: string[] = []
  for (const { id } of accounts) {
    const own = await theirs('/v1/balance_transactions', id === sandbox.platform ? undefined : id)
    ids.push(...own.map((row) => `${id}/${row.id}`))
  }
  const { rows } = await t.admin.query(`SELECT account_id || '/' || id AS key FROM balance_transaction`)
  expect(rows.map((row) => row.key).sort()).toEqual(ids.sort())
  expect(result).toMatchObject({
    accountsDone: accounts.length,
    accountsTotal: accounts.length,
    rows: ids.length,
    lastError: null,
  })
  expect(await count('posting_queue')).toBe(ids.length)
})

test('every automatic payout that Stripe has settled is rebuilt from its items to the cent', async () => {
  const { rows } = await t.admin.query(
    `SELECT o.id, o.amount_minor::text AS amount, o.currency, sum(i.net_minor)::text AS items, min(i.currency) AS "itemCurrency"
     FROM provider_object o LEFT JOIN payout_item i ON i.payout_id = o.id AND i.account_id = o.account_id
     WHERE o.object_type = 'payout' AND o.raw->>'reconciliation_status' = 'completed' GROUP BY o.account_id, o.id, o.amount_minor, o.currency`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toMatchObject({ items: row.amount, itemCurrency: row.currency })
})

test('every payout is composed, and with the whole history known nothing is left over', async () => {
  const payouts = await t.admin.query(`SELECT count(*)::int AS n FROM provider_object WHERE object_type = 'payout'`)
  expect(await composeTouched(ctx)).toBe(payouts.rows[0].n)
  const { rows } = await t.admin.query(
    `SELECT payout_id, basis, remainder_minor::int AS remainder FROM payout_composition WHERE remainder_minor <> 0`,
  )
  expect(rows).toEqual([])
  expect(await count('payout_composition')).toBeGreaterThan(5)
})

test('a second run finds nothing new, and asks only where it is due', async () => {
  const provider = await connectionOf(ctx, false)
  const again = await syncMarketplace(ctx, provider, { kind: 'full' })
  expect(again.rows).toBe(0)
  const idle = await syncMarketplace(ctx, provider)
  expect(idle).toMatchObject({ accountsTotal: 0, rows: 0 })
})
