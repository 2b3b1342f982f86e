import { createServer, type Server } from 'node:http'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FaultBoard } from '../faults/fault-board'
import { type FaultKind, parseFaultRules } from '../faults/fault-rule'
import { closeServer, listen } from '../http/server'
import { PLATFORM, SELLER, smallShop } from '../testing/small-shop'
import { Dispatcher } from './dispatcher'
import { parseEndpoint } from './endpoint'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

const SECRET = 'whsec_first'
const stripe = new Stripe('sk_test_unused')

type Received = { id: string; type: string; account: string | undefined; at: number; body: string; signature: string }

let receiver: Server
let port: number
let inbox: Received[]
let answerWith: (count: number) => number
let active: number
let mostActive: number
let world: ReturnType<typeof smallShop>
let board: FaultBoard
let dispatcher: Dispatcher

beforeEach(async () => {
  inbox = []
  answerWith = () => 200
  active = 0
  mostActive = 0
  receiver = createServer(async (request, response) => {
    active += 1
    mostActive = Math.max(mostActive, active)
    let body = ''
    for await (const chunk of request) body += chunk
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { id, type, account } = JSON.parse(body)
    inbox.push({
      id,
      type,
      account,
      at: performance.now(),
      body,
      signature: String(request.headers['stripe-signature']),
    })
    active -= 1
    response.writeHead(answerWith(inbox.length)).end()
  })
  port = await listen(receiver, 0)
  world = smallShop(0)
  board = new FaultBoard()
  dispatcher = new Dispatcher(world, board)
})

afterEach(async () => {
  dispatcher.close()
  await closeServer(receiver)
})

function endpoint(given: Record<string, unknown> = {}): string {
  const parsed = parseEndpoint({ url: `http://127.0.0.1:${port}/hook`, secrets: [SECRET], ...given })
  if (!parsed.ok) throw new Error(parsed.message)
  return dispatcher.add(parsed.endpoint)
}

/** Something happens in the world: an object in a new state, told by an event. */
function happen(at: number, type = 'payout.updated', account = PLATFORM, objectId = `po_${at}`): void {
  const object = { id: objectId, object: 'payout', status: `state ${at}` }
  const event = { id: `evt_${at}`, object: 'event', created: world.now, type, data: { object } }
  world.store.put(account, event)
  dispatcher.publish(account, event)
}

function fault(kind: FaultKind, more: Record<string, unknown> = {}): void {
  const parsed = parseFaultRules([{ kind, ...more }])
  if (!parsed.ok) throw new Error(parsed.message)
  board.set(parsed.rules)
}

const ids = () => inbox.map((one) => one.id)
const arrived = (count: number) => vi.waitFor(() => expect(inbox).toHaveLength(count), { timeout: 3000, interval: 5 })
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('signatures', () => {
  test('Stripe’s own verifier accepts every delivery', async () => {
    endpoint()
    happen(1)
    await arrived(1)
    const [{ body, signature }] = inbox as [Received]
    expect(stripe.webhooks.constructEvent(body, signature, SECRET).id).toBe('evt_1')
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow(/signature/)
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(/signature/)
  })

  test('while a secret is rolled, the old and the new one both verify', async () => {
    endpoint({ secrets: [SECRET, 'whsec_second'] })
    happen(1)
    await arrived(1)
    const [{ body, signature }] = inbox as [Received]
    expect(signature.match(/v1=/g)).toHaveLength(2)
    for (const secret of [SECRET, 'whsec_second'])
      expect(stripe.webhooks.constructEvent(body, signature, secret).id).toBe('evt_1')
  })
})

describe('who hears what', () => {
  test('a Connect endpoint hears the sellers, named; another only the platform', async () => {
    endpoint({ connect: true })
    endpoint({ connect: false })
    happen(1, 'payout.paid', SELLER)
    happen(2, 'payout.paid', PLATFORM)
    await arrived(2)
    await quiet()
    expect(inbox.map(({ id, account }) => [id, account]).sort()).toEqual([
      ['evt_1', SELLER],
      ['evt_2', undefined],
    ])
  })

  test('only the types asked for', async () => {
    endpoint({ events: ['charge.dispute.*'] })
    happen(1, 'charge.refunded')
    happen(2, 'charge.dispute.created')
    await arrived(1)
    await quiet()
    expect(ids()).toEqual(['evt_2'])
  })
})

describe('delivery', () => {
  test('a refusal is retried after growing pauses until it is taken', async () => {
    answerWith = (count) => (count < 4 ? 500 : 200)
    endpoint({ retry: { attempts: 6, firstMs: 20, maxMs: 1000 } })
    happen(1)
    await arrived(4)
    await quiet()
    expect(inbox).toHaveLength(4)
    const pauses = inbox.slice(1).map((one, at) => one.at - inbox[at]!.at)
    expect(pauses[0]).toBeGreaterThan(18)
    expect(pauses[1]).toBeGreaterThan(38)
    expect(pauses[2]).toBeGreaterThan(78)
    expect(dispatcher.report()[0]).toMatchObject({ delivered: 1, retried: 3, givenUp: 0, queued: 0 })
  })

  test('after the last attempt it is given up', async () => {
    answerWith = () => 500
    endpoint({ retry: { attempts: 3, firstMs: 1, maxMs: 1 } })
    happen(1)
    await arrived(3)
    await quiet()
    expect(inbox).toHaveLength(3)
    expect(dispatcher.report()[0]).toMatchObject({ delivered: 0, givenUp: 1 })
  })

  test('no more at once than allowed, and publishing never waits', async () => {
    endpoint({ concurrency: 3 })
    const start = performance.now()
    for (let at = 0; at < 30; at += 1) happen(at)
    expect(performance.now() - start).toBeLessThan(50)
    await arrived(30)
    expect(mostActive).toBe(3)
  })

  test('in order: a failing event keeps those behind it waiting', async () => {
    answerWith = (count) => (count === 1 ? 500 : 200)
    endpoint({ ordered: true, retry: { attempts: 3, firstMs: 10, maxMs: 10 } })
    for (let at = 0; at < 4; at += 1) happen(at)
    await arrived(5)
    expect(ids()).toEqual(['evt_0', 'evt_0', 'evt_1', 'evt_2', 'evt_3'])
  })
})

describe('faults', () => {
  test('never sent: the event is in the list, and nobody is told', async () => {
    endpoint()
    fault('event_never_sent', { on: 'payout.paid' })
    happen(1, 'payout.paid')
    happen(2, 'payout.updated')
    await arrived(1)
    await quiet()
    expect(ids()).toEqual(['evt_2'])
    expect(world.store.get(PLATFORM, 'evt_1')).toBeDefined()
    expect(board.report().totals).toEqual({ event_never_sent: 1 })
  })

  test('duplicates arrive twice with one id', async () => {
    endpoint()
    fault('event_duplicate', { times: 1 })
    happen(1)
    happen(2)
    await arrived(3)
    expect(ids().sort()).toEqual(['evt_1', 'evt_1', 'evt_2'])
  })

  test('reordering lets the next event pass', async () => {
    endpoint({ ordered: true })
    fault('event_reorder', { times: 1 })
    for (let at = 1; at <= 3; at += 1) happen(at)
    await arrived(3)
    expect(ids()).toEqual(['evt_2', 'evt_1', 'evt_3'])
  })

  test('a held event leaves alone when no other comes', async () => {
    endpoint()
    fault('event_reorder', { delayMs: 20 })
    happen(1)
    await arrived(1)
  })

  test('a delay lets later events pass', async () => {
    endpoint({ ordered: true })
    fault('event_delay', { times: 1, delayMs: 40 })
    happen(1)
    happen(2)
    await arrived(2)
    expect(ids()).toEqual(['evt_2', 'evt_1'])
  })

  test('two updates in one second: a second event with the older state comes last and bears the same second', async () => {
    endpoint({ ordered: true })
    happen(1, 'payout.created', PLATFORM, 'po_7')
    fault('same_second')
    happen(2, 'payout.paid', PLATFORM, 'po_7')
    await arrived(3)
    const told = inbox.map((one) => JSON.parse(one.body))
    expect(told.map((event) => event.data.object.status)).toEqual(['state 1', 'state 2', 'state 1'])
    expect(told[2]).toMatchObject({ type: 'payout.updated', created: told[1].created })
    expect(new Set(ids()).size).toBe(3)
    expect(world.store.get(PLATFORM, told[2].id)).toBeDefined()
  })

  test('an outage keeps deliveries until it is over', async () => {
    endpoint()
    fault('outage', { forMs: 150 })
    happen(1)
    await quiet()
    expect(inbox).toHaveLength(0)
    await arrived(1)
  })
})

test.each([
  [{ secrets: ['x'] }, 'required'],
  [{ url: 'ftp://x', secrets: ['x'] }, 'url'],
  [{ url: 'http://x', secrets: [] }, 'secrets'],
  [{ url: 'http://x', secrets: ['x'], colour: 'red' }, 'colour'],
])('the endpoint %j is refused by name', (given, word) => {
  const parsed = parseEndpoint(given)
  expect(parsed.ok ? '' : parsed.message).toContain(word)
})
