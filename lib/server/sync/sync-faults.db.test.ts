import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Provider } from '@/lib/providers/port'
import { stripeProvider } from '@/lib/providers/stripe/stripe-provider'
import { connectProvider } from '../access/connect-provider'
import { verifyChain } from '../audit/queries'
import { type Ctx, jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { healWindow } from './heal-window'
import { syncMarketplace } from './sync-marketplace'
import { type Sandbox, startSandbox } from './testing/sandbox-process'

let t: TestDatabase
let sandbox: Sandbox
let provider: Provider
let ctx: Ctx
let undisturbed: string

const quick = { attempts: 10, baseMs: 5, capMs: 40 }
const tables =
  'balance_transaction, provider_object, provider_leg, payout_item, posting_queue, recon_touch, sync_cursor, quarantine, heal_entry'

beforeAll(async () => {
  sandbox = await startSandbox(['--sellers', '22', '--days', '14', '--rate', '5000'], 3)
  Object.assign(process.env, { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '5000' })
  t = await openTestDatabase()
  ctx = jobCtx(t.db, t.marketplaceId, 'test', await sandbox.now())
  await connectProvider(ctx, {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: ['w'],
  })
  provider = stripe()
  await empty()
  await syncMarketplace(ctx, provider, { kind: 'full' })
  undisturbed = await state()
}, 120_000)
afterAll(async () => {
  await sandbox.stop()
  await t.close()
})
beforeEach(() => empty())
afterEach(() => sandbox.control('DELETE', '/faults'))

function stripe(): Provider {
  const { apiKey, apiUrl, platform: platformAccountId } = sandbox
  return stripeProvider({
    apiKey,
    apiUrl,
    readRate: 5000,
    livemode: false,
    platformAccountId,
    retry: quick,
    timeoutMs: 2000,
  })
}

async function empty(): Promise<void> {
  await t.admin.query(`TRUNCATE ${tables}`)
  await t.admin.query('DELETE FROM provider_account WHERE NOT is_platform OR account_id <> $1', [sandbox.platform])
}

/** What must be the same at the end, whatever happened on the way. Times of observation and sealed texts are left out. */
async function state(): Promise<string> {
  const queries = [
    `SELECT money_key, account_id, id, amount_minor, fee_minor, net_minor, currency, created, raw - '_sealed' FROM balance_transaction`,
    `SELECT money_key, account_id, id, status, parent_id, raw - '_sealed' FROM provider_object`,
    'SELECT * FROM provider_leg',
    'SELECT * FROM payout_item',
    'SELECT * FROM posting_queue',
  ]
  const parts = await Promise.all(
    queries.map((query) =>
      t.admin.query(`SELECT md5(string_agg(x::text, '' ORDER BY x::text)) AS hash, count(*) AS n FROM (${query}) x`),
    ),
  )
  return JSON.stringify(parts.map(({ rows }) => rows[0]))
}

const sync = (options = {}) => syncMarketplace(ctx, provider, { kind: 'full', ...options })
const fault = (...rules: object[]) => sandbox.control('POST', '/faults', rules)
const fired = async () => ((await sandbox.control('GET', '/faults')) as { totals: Record<string, number> }).totals

test('the undisturbed world has what the other tests need', async () => {
  const [transactions, , , items] = JSON.parse(undisturbed) as { n: string }[]
  expect(Number(transactions?.n)).toBeGreaterThan(200)
  expect(Number(items?.n)).toBeGreaterThan(0)
})

describe('every fault on the way ends in the same state', () => {
  test.each([
    ['429 on a third of all requests', [{ kind: 'rate_limit', on: 'GET *', rate: 0.3 }], 'rate_limit'],
    ['500 on a third of all requests', [{ kind: 'server_error', on: 'GET *', rate: 0.3 }], 'server_error'],
    ['half a body now and then', [{ kind: 'half_body', on: 'GET *', rate: 0.3 }], 'half_body'],
    [
      'pages that overlap themselves, out of order',
      [
        { kind: 'duplicate_rows', rate: 0.5 },
        { kind: 'reorder_rows', rate: 0.5 },
      ],
      'duplicate_rows',
    ],
  ])(
    '%s',
    async (_name, rules, kind) => {
      await fault(...rules)
      const result = await sync()
      expect((await fired())[kind]).toBeGreaterThan(0)
      if (kind === 'rate_limit') expect(result.throttled).toBeGreaterThan(0)
      expect(await state()).toBe(undisturbed)
    },
    60_000,
  )

  test('an outage in the middle fails the run, keeps what was committed, and the next run ends the work', async () => {
    await fault({ kind: 'outage', on: 'GET /v1/balance_transactions', rate: 0.6 })
    const impatient = stripeProvider({
      apiKey: sandbox.apiKey,
      apiUrl: sandbox.apiUrl,
      readRate: 4999,
      livemode: false,
      platformAccountId: sandbox.platform,
      retry: { ...quick, attempts: 2 },
    })
    await expect(syncMarketplace(ctx, impatient, { kind: 'full' })).rejects.toMatchObject({ retryable: true })
    const { rows } = await t.admin.query(
      `SELECT state, last_error IS NOT NULL AS told FROM sync_run ORDER BY started_at DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ state: 'failed', told: true }])
    await sandbox.control('DELETE', '/faults')
    await sync()
    expect(await state()).toBe(undisturbed)
    expect(await verifyChain(ctx)).toMatchObject({ holds: true })
  }, 60_000)

  test('two runs at once share the work', async () => {
    await Promise.all([sync(), sync(), sync({ width: 2 })])
    await sync()
    expect(await state()).toBe(undisturbed)
  }, 60_000)
})

test.each(['nul', 'lone_surrogate', 'huge_integer'])(
  'a hostile object (%s) goes to quarantine alone; the rest of its page is stored',
  async (variant) => {
    const [victim] = (await sandbox.get('/v1/balance_transactions?limit=40')).data.slice(20)
    await fault({ kind: 'hostile_body', on: 'GET /v1/balance_transactions', object: victim?.id, variant })
    await sync()
    const missing = await t.admin.query('SELECT 1 FROM balance_transaction WHERE id = $1', [victim?.id])
    const { rows } = await t.admin.query('SELECT DISTINCT account_id, source FROM quarantine')
    const all = JSON.parse(undisturbed)[0].n
    const stored = await t.admin.query('SELECT count(*) AS n FROM balance_transaction')
    expect(missing.rowCount).toBe(0)
    expect(stored.rows[0].n).toBe(String(Number(all) - 1))
    expect(rows).toEqual([{ account_id: sandbox.platform, source: 'balance_transactions' }])
  },
  60_000,
)

describe('healing', () => {
  const window = async () => {
    const { rows } = await t.admin.query(
      `SELECT min(created) AS a, max(created) + interval '1 second' AS b FROM balance_transaction`,
    )
    return [rows[0].a, rows[0].b] as [Date, Date]
  }

  test('a row that a list left out is found when its window is read again, once', async () => {
    const [victim] = (await sandbox.get('/v1/balance_transactions?limit=40')).data.slice(20)
    await fault({ kind: 'list_gap', on: 'GET /v1/balance_transactions', object: victim?.id })
    await sync()
    expect(await state()).not.toBe(undisturbed)
    await sandbox.control('DELETE', '/faults')
    const [from, to] = await window()
    expect(await healWindow(ctx, provider, sandbox.platform, from, to)).toBe(1)
    expect(await healWindow(ctx, provider, sandbox.platform, from, to)).toBe(0)
    const { rows } = await t.admin.query('SELECT outcome, rows_found FROM heal_entry ORDER BY rows_found DESC')
    expect(rows).toEqual([
      { outcome: 'found', rows_found: 1 },
      { outcome: 'clean', rows_found: 0 },
    ])
    expect(await state()).toBe(undisturbed)
  }, 60_000)

  test('it asks the provider it was given, whatever else is connected', async () => {
    const live = { livemode: true, accountId: 'acct_live', apiKey: 'sk_live_1', webhookSecrets: ['w'] }
    await connectProvider(ctx, live)
    const asked: string[] = []
    const watched: Provider = {
      ...provider,
      listBalanceTransactions: (account, ...rest) => {
        asked.push(account)
        return provider.listBalanceTransactions(account, ...rest)
      },
    }
    await sync()
    const [from, to] = await window()
    expect(await healWindow(ctx, watched, sandbox.platform, from, to)).toBe(0)
    expect(new Set(asked)).toEqual(new Set([sandbox.platform]))
    await t.admin.query('DELETE FROM provider_connection WHERE livemode')
  }, 60_000)

  test('a stored row that Stripe denies is told apart and stays', async () => {
    await sync()
    const [from, to] = await window()
    await t.admin.query(
      `INSERT INTO balance_transaction SELECT 'stripe:txn_invented', marketplace_id, account_id, 'txn_invented', provider, livemode, type,
         reporting_category, balance_type, NULL, amount_minor, fee_minor, net_minor, currency, NULL, created, available_on, raw
       FROM balance_transaction WHERE account_id = $1 LIMIT 1`,
      [sandbox.platform],
    )
    expect(await healWindow(ctx, provider, sandbox.platform, from, to)).toBe(0)
    const { rows } = await t.admin.query('SELECT outcome, detail FROM heal_entry')
    expect(rows).toEqual([{ outcome: 'denied', detail: { denied: ['txn_invented'] } }])
    expect((await t.admin.query(`SELECT 1 FROM balance_transaction WHERE id = 'txn_invented'`)).rowCount).toBe(1)
  }, 60_000)
})
