import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stripeProvider } from '../stripe-provider'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let answers: Answer[]
let asked: { url: string; headers: IncomingMessage['headers'] }[]

beforeEach(async () => {
  asked = []
  answers = []
  server = createServer((request, response) => {
    asked.push({ url: String(request.url), headers: request.headers })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const provider = (readRate = 1000) =>
  stripeProvider({
    apiKey: `sk_test_${(server.address() as AddressInfo).port}`,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    readRate,
    livemode: false,
    platformAccountId: 'acct_platform',
    timeoutMs: 300,
    retry: { attempts: 4, baseMs: 2, capMs: 10 },
  })
const say =
  (status: number, body: unknown, headers = {}): Answer =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  }
const error = (code: string, type = 'invalid_request_error') => ({ error: { type, code, message: code } })
const emptyList = say(200, { object: 'list', data: [], has_more: false })
const balance = (amount: string) =>
  `{"object":"balance","available":[{"amount":${amount},"currency":"idr"}],"pending":[]}`

test('an amount beyond 2^53 passes through the SDK with every digit', async () => {
  answers = [say(200, balance('9007199254740993'))]
  expect((await provider().readBalance('acct_1')).cells[0]?.availableMinor).toBe(9007199254740993n)
})

test('the platform is asked as itself, a seller through the account header, and windows are half open', async () => {
  answers = [emptyList]
  const window = { from: new Date(1000_000), to: new Date(2000_000) }
  await provider().listBalanceTransactions('acct_platform', window, null)
  await provider().listBalanceTransactions('acct_seller', {}, 'txn_9')
  expect(asked[0]?.headers['stripe-account']).toBeUndefined()
  expect(decodeURIComponent(asked[0]?.url ?? '')).toContain('created[gte]=1000&created[lt]=2000')
  expect(asked[1]?.headers['stripe-account']).toBe('acct_seller')
  expect(asked[1]?.url).toContain('starting_after=txn_9')
})

describe('what passes is tried again', () => {
  test.each<[string, Answer]>([
    ['429', say(429, error('rate_limit'), { 'stripe-rate-limited-reason': 'global-rate' })],
    ['500', say(500, error('api_error', 'api_error'))],
    ['an error that is no JSON', say(502, '<html>')],
    [
      'half a body',
      (_request, response) =>
        response.writeHead(200, { 'content-length': '900' }).write('{"object":"list","da', () => response.destroy()),
    ],
    ['half a list with the right length', say(200, '{"object":"list","data":[{"id":"txn_1"')],
    ['no answer in time', () => {}],
  ])('%s', async (_name, answer) => {
    answers = [answer, answer, emptyList]
    const stripe = provider()
    expect((await stripe.listBalanceTransactions('acct_1', {}, null)).items).toEqual([])
    expect(stripe.counts().requests).toBe(3)
  })

  test('and thrown as retryable when it does not pass', async () => {
    answers = [say(503, error('api_error', 'api_error'))]
    await expect(provider().listEvents('acct_1', {}, null)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
      retryable: true,
    })
  })
})

test('what is final is not asked again: gone, closed to us, refused', async () => {
  answers = [say(404, error('resource_missing'))]
  const address = { accountId: 'acct_1', objectType: 'charge', objectId: 'ch_1', parentId: null }
  expect(await provider().retrieveObject(address)).toEqual({ state: 'gone' })
  answers = [say(403, error('account_invalid'))]
  await expect(provider().retrieveObject(address)).rejects.toMatchObject({
    name: 'AccountUnreachable',
    accountId: 'acct_1',
  })
  answers = [say(400, error('parameter_unknown'))]
  await expect(provider().retrieveObject(address)).rejects.toMatchObject({
    name: 'ProviderRefused',
    code: 'parameter_unknown',
  })
  expect(asked).toHaveLength(3)
})

test('a restricted key that lacks one permission closes no account, and a wrong key blames nobody', async () => {
  const address = { accountId: 'acct_1', objectType: 'payout', objectId: 'po_1', parentId: null }
  answers = [say(403, error('more_permissions_required'))]
  await expect(provider().retrieveObject(address)).rejects.toMatchObject({ name: 'ProviderRefused' })
  answers = [say(401, error('api_key_expired'))]
  await expect(provider().retrieveObject(address)).rejects.toMatchObject({ name: 'ProviderUnavailable' })
  expect(asked).toHaveLength(2)
})

test('requests leave at the share of the granted rate that is ours', async () => {
  answers = [emptyList]
  const stripe = provider(100)
  const start = performance.now()
  await Promise.all(Array.from({ length: 60 }, () => stripe.listEvents('acct_1', {}, null)))
  // Twenty leave at once from the full bucket, the other forty at 80 a second.
  expect(performance.now() - start).toBeGreaterThan(450)
})
