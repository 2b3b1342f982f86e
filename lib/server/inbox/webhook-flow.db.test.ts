import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Provider } from '@/lib/providers/port'
import { connectProvider } from '../access/connect-provider'
import { type Ctx, jobCtx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { openEvent } from '../personal/event-body'
import { connectionOf } from '../sync/connection-of'
import { sweepEvents } from '../sync/sweep-events'
import { syncMarketplace } from '../sync/sync-marketplace'
import { type Sandbox, startSandbox } from '../sync/testing/sandbox-process'
import { drainInbox } from './drain-inbox'
import { receiveEvent } from './receive-event'

let t: TestDatabase
let sandbox: Sandbox
let provider: Provider
let door: Server

const nowCtx = async (): Promise<Ctx> => jobCtx(t.db, t.marketplaceId, 'test', await sandbox.now())

beforeAll(async () => {
  sandbox = await startSandbox(['--sellers', '20', '--days', '6', '--rate', '2000'])
  Object.assign(process.env, { STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '2000' })
  t = await openTestDatabase()
  const ctx = await nowCtx()
  const connection = {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: ['whsec_flow'],
  }
  await connectProvider(ctx, connection)
  await t.admin.query(`DELETE FROM provider_account WHERE account_id = 'acct_platform'`)
  provider = await connectionOf(ctx, false)
  await syncMarketplace(ctx, provider, { kind: 'full' })
  door = await openDoor(t)
  const { port } = door.address() as { port: number }
  for (const connect of [false, true]) {
    await sandbox.control('POST', '/webhooks', { url: `http://127.0.0.1:${port}/`, secrets: ['whsec_flow'], connect })
  }
}, 120_000)

afterAll(async () => {
  door.close()
  await sandbox.stop()
  await t.close()
})

function openDoor({ db }: TestDatabase): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const receipt = await receiveEvent(db, Buffer.concat(chunks), String(request.headers['stripe-signature']))
    response.writeHead(receipt.ok ? 200 : 400).end()
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Everything the world has now, read without the product: `account/id` of every balance transaction. */
async function theirs(): Promise<string[]> {
  const list = async (path: string, account?: string) => {
    const all: { id: string }[] = []
    for (let more = true; more; ) {
      const after = all.length > 0 ? `&starting_after=${all.at(-1)?.id}` : ''
      const page = await sandbox.get(`${path}?limit=100${after}`, account)
      all.push(...page.data)
      more = page.has_more
    }
    return all.map(({ id }) => id)
  }
  const rows = (await list('/v1/balance_transactions')).map((id) => `${sandbox.platform}/${id}`)
  for (const account of await list('/v1/accounts')) {
    rows.push(...(await list('/v1/balance_transactions', account)).map((id) => `${account}/${id}`))
  }
  return rows.sort()
}

async function ours(): Promise<string[]> {
  const { rows } = await t.admin.query(`SELECT account_id || '/' || id AS key FROM balance_transaction`)
  return rows.map((row) => row.key).sort()
}

async function delivered(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { endpoints } = (await sandbox.control('GET', '/webhooks')) as {
        endpoints: { queued: number; waiting?: number }[]
      }
      expect(endpoints.every(({ queued }) => queued === 0)).toBe(true)
    },
    { timeout: 30_000, interval: 100 },
  )
}

const states = async () =>
  (await t.admin.query(`SELECT state, count(*)::int AS n FROM inbox_event GROUP BY 1 ORDER BY 1`)).rows

test('after a day of events, delivered twice and out of order, every row stands once on its own account', async () => {
  await sandbox.control('POST', '/faults', [
    { kind: 'event_duplicate', rate: 0.3 },
    { kind: 'event_reorder', rate: 0.3 },
    { kind: 'same_second', rate: 0.3 },
  ])
  await sandbox.control('POST', '/step', { hours: 24 })
  await delivered()
  const before = (await ours()).length
  const drained = await drainInbox(await nowCtx(), provider)
  expect(drained).toMatchObject({ failed: 0 })
  expect(await ours()).toEqual(await theirs())
  expect((await ours()).length).toBeGreaterThan(before)
  expect((await states()).map(({ state }) => state)).not.toContain('new')
}, 60_000)

test('payouts, transfers, fees and accounts are followed, each on the account it belongs to', async () => {
  const { rows } = await t.admin.query(
    `SELECT DISTINCT object_type FROM inbox_event WHERE state = 'done' AND object_type IS NOT NULL`,
  )
  const followed = rows.map((row) => row.object_type)
  expect(followed).toEqual(expect.arrayContaining(['charge', 'payout', 'transfer', 'application_fee']))
  const { rows: events } = await t.admin.query(`SELECT account_id AS "accountId", id, body FROM inbox_event`)
  for (const { body, ...event } of events) {
    const said = JSON.parse(openEvent(t.marketplaceId, event, body).toString())
    expect(said).toMatchObject({ id: event.id })
    expect(said.account ?? sandbox.platform).toBe(event.accountId)
  }
})

test('the last state of every object is kept, also of those changed twice in one second', async () => {
  const { rows } = await t.admin.query(
    `SELECT account_id, id, raw->>'amount_refunded' AS refunded, status FROM provider_object WHERE object_type = 'charge'`,
  )
  for (const row of rows) {
    const account = row.account_id === sandbox.platform ? undefined : row.account_id
    const charge = (await sandbox.get(`/v1/charges/${row.id}`, account)) as unknown as {
      amount_refunded: number
      status: string
    }
    expect(row).toMatchObject({ refunded: String(charge.amount_refunded), status: charge.status })
  }
}, 60_000)

test('events that never came are found by the sweep, and the page can say so', async () => {
  await sandbox.control('DELETE', '/faults')
  // Whatever was delivered before the first sweep is known; from here on gaps count.
  await sweepEvents(await nowCtx(), provider)
  await drainInbox(await nowCtx(), provider)
  await sandbox.control('POST', '/faults', [{ kind: 'event_never_sent', rate: 1 }])
  // Accounts that were quiet are asked once a day.
  await sandbox.control('POST', '/step', { hours: 25 })
  await delivered()
  expect(await drainInbox(await nowCtx(), provider)).toMatchObject({ events: 0 })
  const swept = await sweepEvents(await nowCtx(), provider)
  expect(swept.healed).toBeGreaterThan(0)
  await drainInbox(await nowCtx(), provider)
  expect(await ours()).toEqual(await theirs())
  const { rows } = await t.admin.query(`SELECT DISTINCT reason, outcome FROM heal_entry WHERE reason = 'event_gap'`)
  expect(rows).toEqual([{ reason: 'event_gap', outcome: 'found' }])
}, 60_000)
