import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PLATFORM, SELLER, smallShop } from '../testing/small-shop'
import { IdempotencyKeys, type KeptKey } from './idempotency'
import { type ApiServer, startApiServer } from './server'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

const KEY = 'sk_test_abcdefghijklmnop'

let server: ApiServer
let stripe: Stripe
let world: ReturnType<typeof smallShop>

beforeEach(async () => {
  world = smallShop()
  server = await startApiServer({ world, apiKey: KEY })
  stripe = new Stripe(KEY, {
    host: '127.0.0.1',
    port: server.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })
})

afterEach(() => server.close())

const refunds = () => world.store.list(PLATFORM, 'refund').length
const ask = (key: string, params: Stripe.RefundCreateParams = { charge: 'ch_1', amount: 5 }) =>
  stripe.refunds.create(params, { idempotencyKey: key })

test('the same key and parameters replay the first answer, byte for byte, and refund once', async () => {
  const first = await ask('key-1')
  const again = await ask('key-1')
  expect(refunds()).toBe(1)
  expect(JSON.stringify(again)).toBe(JSON.stringify(first))
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId)
})

test('the same key with other parameters, or on another road, is refused', async () => {
  await ask('key-1')
  const other = await ask('key-1', { charge: 'ch_1', amount: 6 }).catch((error: unknown) => error)
  expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
  expect(other).toMatchObject({ statusCode: 400, message: expect.stringContaining('same parameters') })
  const road = stripe.payouts.create({ amount: 5, currency: 'usd' }, { idempotencyKey: 'key-1' })
  await expect(road).rejects.toMatchObject({ message: expect.stringContaining('same endpoint') })
  expect(refunds()).toBe(1)
})

test('a key belongs to one account', async () => {
  world.store.put(SELLER, { id: 'ch_1', object: 'charge', amount: 9, created: 1 })
  await ask('key-1')
  const seller = await stripe.refunds.create(
    { charge: 'ch_1', amount: 5 },
    { idempotencyKey: 'key-1', stripeAccount: SELLER },
  )
  expect(seller.lastResponse.headers['idempotent-replayed']).toBeUndefined()
})

test('while the first request is under way its key is in use', async () => {
  server.board.set([{ kind: 'delay', on: 'POST *', rate: 1, times: 1, delayMs: 600, seed: 1 }])
  const first = ask('key-1')
  await new Promise((resolve) => setTimeout(resolve, 100))
  await expect(ask('key-1')).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  expect((await first).object).toBe('refund')
  expect((await ask('key-1')).id).toBe((await first).id)
  expect(refunds()).toBe(1)
})

test('a refusal of the parameters leaves the key free; a refusal of the act is remembered', async () => {
  await expect(ask('key-1', { charge: 'ch_1', amount: 0 })).rejects.toMatchObject({
    code: 'parameter_invalid_integer',
    param: 'amount',
  })
  expect((await ask('key-1')).object).toBe('refund')
  const tooMuch = () => ask('key-2', { charge: 'ch_1', amount: 999_999 })
  await expect(tooMuch()).rejects.toMatchObject({ code: 'charge_already_refunded' })
  await expect(tooMuch()).rejects.toMatchObject({ headers: { 'idempotent-replayed': 'true' } })
})

test('a path that cannot be expanded refuses the write before it happens', async () => {
  const wrong = ask('key-1', { charge: 'ch_1', expand: ['amount'] })
  await expect(wrong).rejects.toMatchObject({ statusCode: 400, param: 'expand' })
  expect(refunds()).toBe(0)
})

test('an unknown or a missing parameter is refused by name', async () => {
  const unknown = stripe.rawRequest('POST', '/v1/refunds', { charge: 'ch_1', colour: 'red' })
  await expect(unknown).rejects.toMatchObject({ code: 'parameter_unknown', param: 'colour' })
  const missing = stripe.rawRequest('POST', '/v1/payouts', { amount: 5 })
  await expect(missing).rejects.toMatchObject({ code: 'parameter_missing', param: 'currency' })
})

test('metadata in brackets arrives as it was meant', async () => {
  const refund = await ask('key-1', { charge: 'ch_1', metadata: { order: 'A-1', note: 'ä & b=c' } })
  expect(refund.metadata).toEqual({ order: 'A-1', note: 'ä & b=c' })
})

test('a key is forgotten when it is older than a day by the world’s clock: then the same request acts again', async () => {
  const first = await ask('key-1')
  world.now += 24 * 3600
  expect((await ask('key-1')).id).toBe(first.id)
  world.now += 3600
  expect((await ask('key-1')).id).not.toBe(first.id)
  expect(refunds()).toBe(2)
})

test('what is forgotten takes no room, and a restart forgets by the same clock', () => {
  let now = 0
  const kept: KeptKey[] = []
  const reply = { status: 200, body: '{}', requestId: 'req_1' }
  const keys = new IdempotencyKeys(
    () => now,
    [],
    (key) => kept.push(key),
  )
  for (const key of ['a', 'b', 'c']) {
    keys.claim(PLATFORM, key, 'POST /v1/refunds', key)
    keys.keep(PLATFORM, key, reply)
    now += 12 * 3600
  }
  keys.claim(PLATFORM, 'd', 'POST /v1/refunds', 'd')
  expect(keys.size).toBe(3)
  const restarted = new IdempotencyKeys(() => now, kept)
  expect(restarted.claim(PLATFORM, 'a', 'POST /v1/refunds', 'a')).toBeUndefined()
  expect(restarted.claim(PLATFORM, 'c', 'POST /v1/refunds', 'c')).toEqual(reply)
})
