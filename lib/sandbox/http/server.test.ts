import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EPOCH, PLATFORM, SELLER, smallShop } from '../testing/small-shop'
import { type ApiServer, startApiServer } from './server'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

const KEY = 'sk_test_abcdefghijklmnop'

let server: ApiServer
let stripe: Stripe

beforeEach(async () => {
  server = await startApiServer({ world: smallShop(), apiKey: KEY })
  stripe = clientOf(KEY)
})

afterEach(() => server.close())

function clientOf(key: string): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port: server.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

async function failureOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Stripe.errors.StripeError)
  return error as Stripe.errors.StripeError
}

function raw(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { authorization: `Bearer ${KEY}` }, ...init })
}

const ids = (list: { data: { id: string }[] }) => list.data.map((row) => row.id)

describe('lists', () => {
  test('come newest first, ten at a time, and say whether more is there', async () => {
    const page = await stripe.balanceTransactions.list()
    expect(ids(page)).toEqual([
      'txn_24',
      'txn_23',
      'txn_22',
      'txn_21',
      'txn_20',
      'txn_19',
      'txn_18',
      'txn_17',
      'txn_16',
      'txn_15',
    ])
    expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/balance_transactions' })
  })

  test('starting_after walks to the past through rows of one second without losing or repeating any', async () => {
    const walked = await stripe.charges.list({ limit: 4 }).autoPagingToArray({ limit: 1000 })
    expect(walked.map((row) => row.id)).toEqual(Array.from({ length: 25 }, (_, at) => `ch_${24 - at}`))
  })

  test('ending_before gives the rows nearest to the cursor, still newest first', async () => {
    const page = await stripe.charges.list({ limit: 3, ending_before: 'ch_10' })
    expect(ids(page)).toEqual(['ch_13', 'ch_12', 'ch_11'])
    expect(page.has_more).toBe(true)
    const last = await stripe.charges.list({ limit: 3, ending_before: 'ch_22' })
    expect(ids(last)).toEqual(['ch_24', 'ch_23'])
    expect(last.has_more).toBe(false)
  })

  test('autopaging backwards meets every newer row', async () => {
    const walked = await stripe.charges.list({ limit: 4, ending_before: 'ch_10' }).autoPagingToArray({ limit: 1000 })
    expect(walked.map((row) => row.id)).toEqual(Array.from({ length: 14 }, (_, at) => `ch_${11 + at}`))
  })

  test.each([
    [{ gte: EPOCH + 60, lte: EPOCH + 60 }, ['ch_5', 'ch_4', 'ch_3']],
    [{ gt: EPOCH, lt: EPOCH + 120 }, ['ch_5', 'ch_4', 'ch_3']],
    [EPOCH, ['ch_2', 'ch_1', 'ch_0']],
    [{ gt: EPOCH + 60 * 100 }, []],
  ])('created %j holds exactly its seconds', async (created, expected) => {
    expect(ids(await stripe.charges.list({ created, limit: 100 }))).toEqual(expected)
  })

  test('filters narrow the list and keep its order', async () => {
    const euros = await stripe.balanceTransactions.list({ currency: 'eur', limit: 3 })
    expect(ids(euros)).toEqual(['txn_23', 'txn_21', 'txn_19'])
    expect(ids(await stripe.balanceTransactions.list({ source: 'ch_7' }))).toEqual(['txn_7'])
    expect(ids(await stripe.charges.list({ payment_intent: 'pi_3' }))).toEqual(['ch_3'])
  })

  test('a filter by field sees rows that arrive after its first use, also those that slide back', async () => {
    const world = smallShop(6)
    await server.close()
    server = await startApiServer({ world, apiKey: KEY })
    stripe = clientOf(KEY)
    expect(ids(await stripe.refunds.list({ charge: 'ch_1' }))).toEqual([])
    world.store.put(PLATFORM, { id: 're_late', object: 'refund', charge: 'ch_1', created: EPOCH + 50 })
    expect(ids(await stripe.refunds.list({ charge: 'ch_1' }))).toEqual(['re_late'])
    world.store.put(PLATFORM, { id: 're_early', object: 'refund', charge: 'ch_1', created: EPOCH + 40 })
    expect(ids(await stripe.refunds.list({ charge: 'ch_1' }))).toEqual(['re_late', 're_early'])
  })

  test.each([
    ['limit=0', 'limit', 'parameter_invalid_integer'],
    ['limit=101', 'limit', 'parameter_invalid_integer'],
    ['limit=ten', 'limit', 'parameter_invalid_integer'],
    ['colour=red', 'colour', 'parameter_unknown'],
    ['created[since]=4', 'created[since]', 'parameter_unknown'],
    ['starting_after=ch_none', 'starting_after', 'resource_missing'],
  ])('%s is refused by name', async (query, param, code) => {
    const response = await raw(`/v1/charges?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param, code } })
  })

  test('both cursors at once are refused', async () => {
    const error = await failureOf(stripe.charges.list({ starting_after: 'ch_1', ending_before: 'ch_2' }))
    expect(error.message).toContain('only specify one')
  })
})

describe('expansion', () => {
  test('reaches four levels deep', async () => {
    const page = await stripe.balanceTransactions.list({
      limit: 1,
      expand: ['data.source.payment_intent.latest_charge'],
    })
    const text = JSON.stringify(page.data[0])
    expect(JSON.parse(text)).toMatchObject({
      id: 'txn_24',
      source: {
        id: 'ch_24',
        description: 'tea "and" cake',
        payment_intent: { id: 'pi_24', latest_charge: { id: 'ch_24', payment_intent: 'pi_24' } },
      },
    })
  })

  test('reaches into groups of fields and works on one object', async () => {
    const charge = await stripe.charges.retrieve('ch_3', {
      expand: ['transfer_data.destination', 'balance_transaction'],
    })
    expect(charge.transfer_data?.destination).toMatchObject({ id: SELLER, object: 'account' })
    expect(charge.balance_transaction).toMatchObject({ id: 'txn_3', source: 'ch_3' })
  })

  test.each([
    ['data.source.payment_intent.latest_charge.balance_transaction', 'more than 4 levels'],
    ['data.amount', 'cannot be expanded (data.amount)'],
    ['source', "expanding 'data.source' instead"],
  ])('%s is refused', async (path, words) => {
    const error = await failureOf(stripe.balanceTransactions.list({ expand: [path] }))
    expect(error).toMatchObject({ statusCode: 400, param: 'expand' })
    expect(error.message).toContain(words)
  })
})

describe('retrieval and refusals', () => {
  test('one object is the same bytes as in its list', async () => {
    const one = await (await raw('/v1/charges/ch_4')).text()
    const list = await (await raw('/v1/charges?limit=100')).text()
    expect(list).toContain(one)
  })

  test('an object of another kind does not answer under the wrong name', async () => {
    const error = await failureOf(stripe.refunds.retrieve('ch_4'))
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'refund',
      message: "No such refund: 'ch_4'",
    })
    expect(error.requestId).toMatch(/^req_/)
  })

  test('an unknown road is 404 as at Stripe', async () => {
    const response = await raw('/v1/unicorns')
    expect(response.status).toBe(404)
    expect((await response.json()).error.message).toContain('Unrecognized request URL (GET: /v1/unicorns)')
    expect((await raw('/v1/charges/ch_1', { method: 'DELETE' })).status).toBe(404)
  })

  test('a missing key and a wrong key are 401; Basic works like Bearer', async () => {
    expect((await raw('/v1/charges', { headers: {} })).status).toBe(401)
    const error = await failureOf(clientOf('sk_test_wrongwrongwrong').charges.list())
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    expect(error.message).toMatch(/^Invalid API Key provided: sk_test_\*+rong$/)
    const basic = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
    expect((await raw('/v1/charges', { headers: { authorization: basic } })).status).toBe(200)
  })

  test('the version asked for is echoed, with a request id', async () => {
    const headers = { authorization: `Bearer ${KEY}`, 'stripe-version': '2026-10-28.endive' }
    const response = await raw('/v1/charges', { headers })
    expect(response.headers.get('stripe-version')).toBe('2026-10-28.endive')
    expect(response.headers.get('request-id')).toMatch(/^req_\w{14}$/)
  })
})

describe('Connect', () => {
  test('the platform lists its sellers; a seller is asked through the header', async () => {
    expect(ids(await stripe.accounts.list())).toEqual([SELLER])
    expect((await stripe.charges.list({}, { stripeAccount: SELLER })).data).toEqual([])
    expect((await stripe.accounts.retrieveCurrent({}, { stripeAccount: SELLER })).id).toBe(SELLER)
  })

  test('an account that is not connected is refused with 403', async () => {
    const error = await failureOf(stripe.charges.list({}, { stripeAccount: 'acct_stranger' }))
    expect(error).toBeInstanceOf(Stripe.errors.StripePermissionError)
    expect(error.code).toBe('account_invalid')
    expect((await failureOf(stripe.accounts.retrieve('acct_stranger'))).statusCode).toBe(403)
  })
})

test('beyond the granted rate the answer is 429 with its reason, and the bucket refills', async () => {
  server.bucket.setRate(3)
  const answers = await Promise.all(Array.from({ length: 6 }, () => raw('/v1/charges')))
  const limited = answers.filter((answer) => answer.status === 429)
  expect(limited).toHaveLength(3)
  expect(limited[0]?.headers.get('stripe-rate-limited-reason')).toBe('global-rate')
  expect(await limited[0]?.json()).toMatchObject({ error: { type: 'invalid_request_error', code: 'rate_limit' } })
  await vi.waitFor(async () => expect((await raw('/v1/charges')).status).toBe(200), { timeout: 2000, interval: 100 })
})
