import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FaultBoard } from '../faults/fault-board'
import { type FaultKind, parseFaultRules } from '../faults/fault-rule'
import { Receiver } from '../testing/receiver'
import { PLATFORM, smallShop } from '../testing/small-shop'
import { Dispatcher } from './dispatcher'
import { parseEndpoint } from './endpoint'

vi.mock('../world/world', async () => (await import('../testing/hand-moved')).handMoved())

let receiver: Receiver
let world: ReturnType<typeof smallShop>
let board: FaultBoard
let dispatcher: Dispatcher

beforeEach(async () => {
  receiver = await new Receiver().open()
  world = smallShop(0)
  board = new FaultBoard()
  dispatcher = new Dispatcher(world, board)
})

afterEach(async () => {
  dispatcher.close()
  await receiver.close()
})

function endpoint(given: Record<string, unknown> = {}): string {
  const parsed = parseEndpoint({ url: receiver.url(), secrets: ['whsec_first'], ...given })
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

function fault(kind: FaultKind, more: Record<string, unknown> = {}): void {
  const parsed = parseFaultRules([{ kind, ...more }])
  if (!parsed.ok) throw new Error(parsed.message)
  board.set(parsed.rules)
}

test('never sent: the event is in the list, and nobody is told', async () => {
  endpoint()
  fault('event_never_sent', { on: 'payout.paid' })
  happen(1, 'payout.paid')
  happen(2, 'payout.updated')
  await arrived(1)
  await quiet()
  expect(receiver.ids()).toEqual(['evt_2'])
  expect(world.store.get(PLATFORM, 'evt_1')).toBeDefined()
  expect(board.report().totals).toEqual({ event_never_sent: 1 })
})

test('duplicates arrive twice with one id', async () => {
  endpoint()
  fault('event_duplicate', { times: 1 })
  happen(1)
  happen(2)
  await arrived(3)
  expect(receiver.ids().sort()).toEqual(['evt_1', 'evt_1', 'evt_2'])
})

test('reordering lets the next event pass', async () => {
  endpoint({ ordered: true })
  fault('event_reorder', { times: 1 })
  for (let at = 1; at <= 3; at += 1) happen(at)
  await arrived(3)
  expect(receiver.ids()).toEqual(['evt_2', 'evt_1', 'evt_3'])
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
  expect(receiver.ids()).toEqual(['evt_2', 'evt_1'])
})

test('two updates in one second: a second event with the older state comes last and bears the same second', async () => {
  endpoint({ ordered: true })
  happen(1, 'payout.created', PLATFORM, 'po_7')
  fault('same_second')
  happen(2, 'payout.paid', PLATFORM, 'po_7')
  await arrived(3)
  const told = receiver.inbox.map((one) => JSON.parse(one.body))
  expect(told.map((event) => event.data.object.status)).toEqual(['state 1', 'state 2', 'state 1'])
  expect(told[2]).toMatchObject({ type: 'payout.updated', created: told[1].created })
  expect(new Set(receiver.ids()).size).toBe(3)
  expect(world.store.get(PLATFORM, told[2].id)).toBeDefined()
})

test('an outage keeps deliveries until it is over', async () => {
  endpoint()
  fault('outage', { forMs: 500 })
  happen(1)
  await quiet()
  expect(receiver.inbox).toHaveLength(0)
  await arrived(1)
})
