import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FaultBoard } from '../faults/fault-board'
import { Receiver } from '../testing/receiver'
import { PLATFORM, SELLER, smallShop } from '../testing/small-shop'
import { Dispatcher } from './dispatcher'
import { parseEndpoint } from './endpoint'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

const SECRET = 'whsec_first'
const stripe = new Stripe('sk_test_unused')

let receiver: Receiver
let world: ReturnType<typeof smallShop>
let dispatcher: Dispatcher

beforeEach(async () => {
  receiver = await new Receiver().open()
  world = smallShop(0)
  dispatcher = new Dispatcher(world, new FaultBoard())
})

afterEach(async () => {
  dispatcher.close()
  await receiver.close()
})

function endpoint(given: Record<string, unknown> = {}): string {
  const parsed = parseEndpoint({ url: receiver.url(), secrets: [SECRET], ...given })
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

const arrived = (count: number) =>
  vi.waitFor(() => expect(receiver.inbox).toHaveLength(count), { timeout: 3000, interval: 5 })
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('signatures', () => {
  test('Stripe’s own verifier accepts every delivery', async () => {
    endpoint()
    happen(1)
    await arrived(1)
    const { body, signature } = receiver.inbox[0]!
    expect(stripe.webhooks.constructEvent(body, signature, SECRET).id).toBe('evt_1')
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow(/signature/)
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(/signature/)
  })

  test('while a secret is rolled, the old and the new one both verify', async () => {
    endpoint({ secrets: [SECRET, 'whsec_second'] })
    happen(1)
    await arrived(1)
    const { body, signature } = receiver.inbox[0]!
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
    expect(receiver.inbox.map(({ id, account }) => [id, account]).sort()).toEqual([
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
    expect(receiver.ids()).toEqual(['evt_2'])
  })
})

describe('delivery', () => {
  test('a refusal is retried after growing pauses until it is taken', async () => {
    receiver.answerWith = (count) => (count < 4 ? 500 : 200)
    endpoint({ retry: { attempts: 6, firstMs: 20, maxMs: 1000 } })
    happen(1)
    await arrived(4)
    await quiet()
    expect(receiver.inbox).toHaveLength(4)
    const pauses = receiver.inbox.slice(1).map((one, at) => one.at - receiver.inbox[at]!.at)
    expect(pauses[0]).toBeGreaterThan(18)
    expect(pauses[1]).toBeGreaterThan(38)
    expect(pauses[2]).toBeGreaterThan(78)
    expect(dispatcher.report()[0]).toMatchObject({ delivered: 1, retried: 3, givenUp: 0, queued: 0 })
  })

  test('after the last attempt it is given up', async () => {
    receiver.answerWith = () => 500
    endpoint({ retry: { attempts: 3, firstMs: 1, maxMs: 1 } })
    happen(1)
    await arrived(3)
    await quiet()
    expect(receiver.inbox).toHaveLength(3)
    expect(dispatcher.report()[0]).toMatchObject({ delivered: 0, givenUp: 1 })
  })

  test('no more at once than allowed, and publishing never waits', async () => {
    endpoint({ concurrency: 3 })
    const start = performance.now()
    for (let at = 0; at < 30; at += 1) happen(at)
    expect(performance.now() - start).toBeLessThan(250)
    await arrived(30)
    expect(receiver.mostAtOnce).toBe(3)
  })

  test('in order: a failing event keeps those behind it waiting', async () => {
    receiver.answerWith = (count) => (count === 1 ? 500 : 200)
    endpoint({ ordered: true, retry: { attempts: 3, firstMs: 10, maxMs: 10 } })
    for (let at = 0; at < 4; at += 1) happen(at)
    await arrived(5)
    expect(receiver.ids()).toEqual(['evt_0', 'evt_0', 'evt_1', 'evt_2', 'evt_3'])
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
