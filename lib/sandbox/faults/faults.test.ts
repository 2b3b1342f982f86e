import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ApiServer, startApiServer } from '../http/server'
import { EPOCH, PLATFORM, SELLER, smallShop } from '../testing/small-shop'
import { type FaultRule, parseFaultRules } from './fault-rule'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

const KEY = 'sk_test_abcdefghijklmnop'
const EVERY = Array.from({ length: 25 }, (_, at) => `txn_${24 - at}`)

let server: ApiServer
let stripe: Stripe
let world: ReturnType<typeof smallShop>

beforeEach(async () => {
  world = smallShop()
  server = await startApiServer({ world, apiKey: KEY })
  const options = { host: '127.0.0.1', port: server.port, protocol: 'http', telemetry: false } as const
  stripe = new Stripe(KEY, { ...options, maxNetworkRetries: 0, timeout: 2000 })
})

afterEach(() => server.close())

function set(...rules: Partial<FaultRule>[]): void {
  const parsed = parseFaultRules(rules)
  if (!parsed.ok) throw new Error(parsed.message)
  server.board.set(parsed.rules)
}

const fired = () => server.board.report().totals
const ids = (list: { data: { id: string }[] }) => list.data.map((row) => row.id)
const walk = (params: Stripe.BalanceTransactionListParams = {}) =>
  stripe.balanceTransactions.list({ limit: 5, ...params }).autoPagingToArray({ limit: 1000 })

async function get(path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { authorization: `Bearer ${KEY}` } })
}

describe('pages', () => {
  test('duplicates: rows come twice across pages, none is lost, and paging ends', async () => {
    set({ kind: 'duplicate_rows', on: 'GET /v1/balance_transactions' })
    const walked = (await walk()).map((row) => row.id)
    expect(walked.length).toBeGreaterThan(25)
    expect([...new Set(walked)]).toEqual(EVERY)
    expect(fired().duplicate_rows).toBe(walked.length - 25)
  })

  test('duplicates also strike a walk towards the present', async () => {
    set({ kind: 'duplicate_rows' })
    const walked = (await walk({ ending_before: 'txn_0' })).map((row) => row.id)
    expect(new Set(walked)).toEqual(new Set(EVERY.slice(0, -1)).add('txn_0'))
    expect(walked.length).toBeGreaterThan(24)
  })

  test('reordering: the rows of a page are shuffled, and a walk still meets every one', async () => {
    set({ kind: 'reorder_rows', seed: 7 })
    const page = ids(await stripe.balanceTransactions.list({ limit: 25 }))
    expect(page).not.toEqual(EVERY)
    expect([...page].sort()).toEqual([...EVERY].sort())
    expect(new Set((await walk()).map((row) => row.id))).toEqual(new Set(EVERY))
  })

  test('a gap: a row is missing on a wide read, stays missing there, and a narrower read heals it', async () => {
    set({ kind: 'list_gap', times: 1 })
    const wide = ids(await stripe.balanceTransactions.list({ limit: 25 }))
    expect(wide).toHaveLength(24)
    const [lost] = EVERY.filter((id) => !wide.includes(id))
    expect(ids(await stripe.balanceTransactions.list({ limit: 25 }))).not.toContain(lost)
    const narrow = await stripe.balanceTransactions.list({ limit: 25, created: { gte: EPOCH } })
    expect(ids(narrow)).toContain(lost)
    expect(ids(await stripe.balanceTransactions.list({ limit: 25 }))).toEqual(EVERY)
    expect(fired().list_gap).toBe(1)
  })

  test.each([
    ['nul', '\\u0000'],
    ['lone_surrogate', '\\ud83d'],
    ['huge_integer', '"amount":9007199254740993'],
  ] as const)('a hostile body (%s) spoils one row of the page and leaves valid JSON', async (variant, text) => {
    set({ kind: 'hostile_body', variant, object: 'txn_9' })
    const body = await (await get('/v1/balance_transactions?limit=100')).text()
    expect(body).toContain(text)
    const { data } = JSON.parse(body) as { data: { id: string; description: string | null }[] }
    expect(data.map((row) => row.id)).toEqual(EVERY)
    expect(data.filter((row) => row.description !== null)).toHaveLength(variant === 'huge_integer' ? 0 : 1)
    expect(await (await get('/v1/balance_transactions/txn_9')).text()).toContain(text)
    expect(await (await get('/v1/balance_transactions/txn_8')).text()).not.toContain(text)
  })
})

describe('answers', () => {
  test('429 says why, only where it was asked for, and only so often', async () => {
    set({ kind: 'rate_limit', on: 'GET /v1/charges*', times: 1 })
    expect((await stripe.balanceTransactions.list()).data).toHaveLength(10)
    const answer = await get('/v1/charges')
    expect(answer.status).toBe(429)
    expect(answer.headers.get('stripe-rate-limited-reason')).toBe('global-rate')
    expect((await get('/v1/charges')).status).toBe(200)
  })

  test('a fault of one account leaves the others alone', async () => {
    set({ kind: 'server_error', account: SELLER })
    expect((await stripe.charges.list()).data).toHaveLength(10)
    await expect(stripe.charges.list({}, { stripeAccount: SELLER })).rejects.toMatchObject({
      statusCode: 500,
      rawType: 'api_error',
    })
  })

  test('a rate strikes that share of the requests, and the same seed the same ones', async () => {
    const strikes = async () => {
      server.board.clear()
      set({ kind: 'server_error', rate: 0.3, seed: 42 })
      const statuses: number[] = []
      for (let at = 0; at < 60; at += 1) statuses.push((await get('/v1/charges?limit=1')).status)
      return statuses
    }
    const first = await strikes()
    const share = first.filter((status) => status === 500).length / 60
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.5)
    expect(await strikes()).toEqual(first)
  })

  test('a delay holds the answer back', async () => {
    set({ kind: 'delay', delayMs: 120, times: 1 })
    const start = performance.now()
    await get('/v1/charges')
    expect(performance.now() - start).toBeGreaterThan(110)
  })

  test('half a body: the length promised is never met', async () => {
    set({ kind: 'half_body', times: 1 })
    const answer = await get('/v1/charges')
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow()
    expect((await (await get('/v1/charges')).json()).data).toHaveLength(10)
  })

  test('an outage refuses all for a span and then is over', async () => {
    set({ kind: 'outage', forMs: 400 })
    expect((await get('/v1/charges')).status).toBe(503)
    await vi.waitFor(async () => expect((await get('/v1/charges')).status).toBe(200), { timeout: 2000 })
    set({ kind: 'outage', mode: 'reset' })
    await expect(get('/v1/charges')).rejects.toThrow()
    server.board.clear()
    expect((await get('/v1/charges')).status).toBe(200)
  })
})

describe('writes', () => {
  const refunds = () => world.store.list(PLATFORM, 'refund').length

  test('a time-out after the write: the refund is made, the caller hears nothing, and the retry gets the first answer', async () => {
    set({ kind: 'timeout_after_write', delayMs: 20, times: 1 })
    const ask = () => stripe.refunds.create({ charge: 'ch_1', amount: 5 }, { idempotencyKey: 'key-1' })
    // The SDK itself retries once when the connection is cut, with the same key.
    const refund = await ask()
    expect(refunds()).toBe(1)
    expect(refund.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await ask()).id).toBe(refund.id)
    expect(refunds()).toBe(1)
  })

  test('half a body of a write is healed by its key as well', async () => {
    set({ kind: 'half_body', on: 'POST *', times: 1 })
    const ask = () => stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'key-2' })
    const first = await ask().catch(() => undefined)
    const second = await ask()
    expect(refunds()).toBe(1)
    expect(first === undefined || first.id === second.id).toBe(true)
  })

  test('a 500 before the write leaves nothing behind and the key free', async () => {
    set({ kind: 'server_error', on: 'POST *', times: 1 })
    const ask = () => stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'key-3' })
    await expect(ask()).rejects.toMatchObject({ statusCode: 500 })
    expect(refunds()).toBe(0)
    expect((await ask()).object).toBe('refund')
  })
})

test.each([
  [{ kind: 'flood' }, 'kind'],
  [{ kind: 'delay', rate: 2 }, 'rate'],
  [{ kind: 'delay', colour: 'red' }, 'colour'],
  ['delay', 'object'],
])('the rule %j is refused by name', (rule, word) => {
  const parsed = parseFaultRules([rule])
  expect(parsed.ok ? '' : parsed.message).toContain(word)
})
