import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProviderUnavailable } from '../../errors'
import type { Provider, ProviderAct } from '../../port'
import { stripeProvider } from '../stripe-provider'

/** A status with a body, or a connection that is cut without an answer. */
type Answer = { status: number; body: unknown } | 'cut'

let server: Server
let answers: Answer[]
let asked: string[]
let provider: Provider

beforeEach(async () => {
  asked = []
  answers = []
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => {
      const answer = answers.shift() ?? 'cut'
      if (answer === 'cut') request.socket.destroy()
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  provider = stripeProvider({
    apiKey: `sk_test_acts_${port}`,
    apiUrl: `http://127.0.0.1:${port}`,
    readRate: 1000,
    livemode: false,
    platformAccountId: 'acct_platform',
    timeoutMs: 500,
    retry: { attempts: 3, baseMs: 1, capMs: 2 },
  })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const act: ProviderAct = {
  action: 'refund_application_fee',
  accountId: 'acct_platform',
  feeId: 'fee_1',
  amountMinor: 5n,
  currency: 'usd',
  reference: 'int_1',
  since: new Date(1_790_000_000_000),
}
const reversal: ProviderAct = { ...act, action: 'reverse_transfer', transferId: 'tr_1' }
const pass = { idempotencyKey: 'key-1', notAfter: new Date(Date.now() + 60_000) }
const good = (body: unknown): Answer => ({ status: 200, body })
const no = (status: number, code: string, message = 'no'): Answer => ({
  status,
  body: { error: { type: 'invalid_request_error', code, message } },
})
const done = (nth: number, reference?: string, amount = 5) => ({
  id: `fr_${nth}`,
  object: 'fee_refund',
  amount,
  currency: 'usd',
  fee: 'fee_1',
  metadata: reference === undefined ? {} : { counterfoil_intent: reference },
})
const listOf = (data: unknown[], hasMore = false) => ({ object: 'list', data, has_more: hasMore })
const fee = (returned: number, refunds: unknown) =>
  good({ id: 'fee_1', object: 'application_fee', currency: 'usd', livemode: false, amount_refunded: returned, refunds })

describe('a refusal says whether it is the only answer', () => {
  test('to the first try it is', async () => {
    answers = [no(400, 'amount_too_large')]
    expect(await provider.execute(act, pass)).toMatchObject({ code: 'amount_too_large', isOnlyAnswer: true })
  })

  test.each<[string, Answer]>([
    ['after a try whose answer was lost', 'cut'],
    ['after a 500', no(500, 'api_error')],
    ['after a 409: the key is in use', no(409, 'idempotency_key_in_use')],
  ])('%s it is not', async (_, first) => {
    answers = [first, no(400, 'amount_too_large')]
    expect(await provider.execute(act, pass)).toMatchObject({ state: 'refused', isOnlyAnswer: false })
    answers = ['cut', no(403, 'account_invalid', 'does not have access to account')]
    expect(await provider.execute(act, pass)).toMatchObject({ code: 'account_unreachable', isOnlyAnswer: false })
  })

  test('and a key that somebody used for something else is not', async () => {
    answers = [{ status: 400, body: { error: { type: 'idempotency_error', message: 'same parameters' } } }]
    expect(await provider.execute(act, pass)).toMatchObject({ code: 'idempotency_error', isOnlyAnswer: false })
  })
})

test('an answer that cannot be read is no refusal and no success', async () => {
  answers = [good({ object: 'fee_refund' })]
  expect(await provider.execute(act, pass)).toEqual({ state: 'unreadable', reason: 'not_understood' })
  answers = [good({ id: 'fr_\u0000', object: 'fee_refund' })]
  expect(await provider.execute(act, pass)).toEqual({ state: 'unreadable', reason: 'nul' })
})

test('nothing leaves when its time is over, not even a second try', async () => {
  await expect(provider.execute(act, { ...pass, notAfter: new Date(0) })).rejects.toThrow(ProviderUnavailable)
  expect(asked).toEqual([])
})

describe('a look at the target', () => {
  test('finds what carries the reference, among the ten newest and behind them', async () => {
    answers = [fee(15, listOf([done(3), done(2)], true)), good(listOf([done(1, 'int_1')]))]
    expect(await provider.lookAt(act)).toMatchObject({ state: 'found', currency: 'usd', carrying: ['fr_1'] })
    expect(asked[1]).toBe('GET /v1/application_fees/fee_1/refunds?limit=100&starting_after=fr_2')
    answers = [fee(10, listOf([done(2, 'int_2'), done(1)]))]
    expect(await provider.lookAt(act)).toMatchObject({ carrying: [] })
  })

  test('asks for the list where the target shows none', async () => {
    answers = [fee(5, undefined), good(listOf([done(1, 'int_1')]))]
    expect(await provider.lookAt(act)).toMatchObject({ carrying: ['fr_1'] })
    expect(asked[1]).toBe('GET /v1/application_fees/fee_1/refunds?limit=100')
  })

  test('a transfer is looked at by its reversals', async () => {
    const made = { ...done(1, 'int_1'), object: 'transfer_reversal' }
    const transfer = { id: 'tr_1', object: 'transfer', currency: 'eur', livemode: true, amount_reversed: 5 }
    answers = [good({ ...transfer, reversals: listOf([made]) })]
    expect(await provider.lookAt(reversal)).toEqual({
      state: 'found',
      livemode: true,
      currency: 'eur',
      carrying: ['fr_1'],
      isWhole: true,
    })
  })

  test('a refund is looked for among those of its charge; one that failed gave nothing back', async () => {
    const refund: ProviderAct = { ...act, action: 'create_refund', chargeId: 'ch_1' }
    const charge = (minor: number) =>
      good({ id: 'ch_1', object: 'charge', currency: 'usd', livemode: false, amount_refunded: minor })
    const failed = { ...done(2), status: 'failed' }
    answers = [charge(5), good(listOf([failed, { ...done(1, 'int_1'), status: 'pending' }]))]
    expect(await provider.lookAt(refund)).toMatchObject({ carrying: ['fr_1'], isWhole: true })
    expect(asked[1]).toBe('GET /v1/refunds?charge=ch_1&limit=100')
    const sure = { ...done(1), status: 'succeeded' }
    answers = [charge(10), good(listOf([failed, sure]))]
    expect(await provider.lookAt(refund)).toMatchObject({ carrying: [] })
    answers = [charge(15), good(listOf([failed, sure]))]
    await expect(provider.lookAt(refund)).rejects.toThrow(/does not add up/)
    const ours = { ...done(3, 'int_1'), status: 'failed', charge: 'ch_1' }
    answers = [charge(5), good(listOf([ours, sure]))]
    expect(await provider.lookAt(refund)).toMatchObject({ carrying: ['fr_3'] })
    answers = [good(ours)]
    expect(await provider.readBack(refund, 'fr_3')).toEqual({ state: 'differs', differences: ['status: found failed'] })
  })

  test('a transfer out of a charge is looked for among the seller’s, which nothing proves to be all', async () => {
    const out: ProviderAct = { ...act, action: 'create_transfer', chargeId: 'ch_1', destination: 'acct_seller' }
    const settled = { id: 'txn_1', currency: 'eur' }
    const charge = { id: 'ch_1', currency: 'usd', livemode: false, balance_transaction: settled }
    answers = [good(charge), good(listOf([done(2, 'int_2'), done(1, 'int_1')]))]
    expect(await provider.lookAt(out)).toEqual({
      state: 'found',
      livemode: false,
      currency: 'eur',
      carrying: ['fr_1'],
      isWhole: false,
    })
    expect(asked).toEqual([
      'GET /v1/charges/ch_1?expand[0]=balance_transaction',
      'GET /v1/transfers?destination=acct_seller&created[gte]=1790000000&limit=100',
    ])
    const made = { ...done(1, 'int_1'), destination: 'acct_other', source_transaction: 'ch_1' }
    answers = [good(made)]
    const differs = { state: 'differs', differences: ['destination: asked acct_seller, found acct_other'] }
    expect(await provider.readBack(out, 'fr_1')).toEqual(differs)
  })

  test('a list that does not add up proves nothing, and neither does half of one', async () => {
    answers = [fee(10, listOf([done(1)]))]
    await expect(provider.lookAt(act)).rejects.toThrow(/does not add up/)
    answers = [fee(10, listOf([done(2)], true)), no(404, 'resource_missing')]
    await expect(provider.lookAt(act)).rejects.toThrow(ProviderUnavailable)
    answers = [no(404, 'resource_missing')]
    expect(await provider.lookAt(act)).toEqual({ state: 'gone' })
  })
})

describe('reading back', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['as asked', {}, []],
    ['another amount', { amount: 6 }, ['amount: asked 5, found 6']],
    ['another currency', { currency: 'jpy' }, ['currency: asked usd, found jpy']],
    ['another target', { fee: 'fee_2' }, ['fee: asked fee_1, found fee_2']],
    ['another wish', { metadata: { counterfoil_intent: 'int_2' } }, ['reference: asked int_1, found int_2']],
    ['nobody’s', { metadata: {} }, ['reference: asked int_1, found none']],
    ['another object', { id: 'fr_9' }, ['id: asked fr_1, found fr_9']],
  ])('%s', async (_, changes, differences) => {
    answers = [good({ ...done(1, 'int_1'), ...changes })]
    const expected = differences.length === 0 ? { state: 'stands' } : { state: 'differs', differences }
    expect(await provider.readBack(act, 'fr_1')).toEqual(expected)
  })

  test('what is not there is said', async () => {
    answers = [no(404, 'resource_missing')]
    expect(await provider.readBack(act, 'fr_1')).toEqual({ state: 'gone' })
  })
})
