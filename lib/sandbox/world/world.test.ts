import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { applyWrite, bookLines, createWorld, runTo, step, truthOf, type World, type WorldOptions } from './world'

const TYPES = [
  'balance_transaction',
  'charge',
  'payment_intent',
  'refund',
  'transfer',
  'application_fee',
  'fee_refund',
  'transfer_reversal',
  'payout',
  'topup',
  'dispute',
  'account',
  'event',
]
const options = { seed: 7, sellers: 20, days: 10, plantRate: 0.1 }

/** One hash over everything that the world holds, in its own order. */
function digest(world: World): string {
  const hash = createHash('sha256')
  for (const account of world.store.accounts()) {
    for (const type of TYPES)
      for (const { id } of world.store.list(account, type)) hash.update(world.store.json(account, id))
  }
  return hash.update(JSON.stringify([bookLines(world, 0, 1e9), truthOf(world)])).digest('hex')
}

function lived(days: number, chosen: WorldOptions = options): World {
  const world = createWorld(chosen)
  runTo(world, days * 24)
  return world
}

/** Refunds the first charge that can be refunded. */
function refundSomething(world: World): string {
  for (const { id } of world.store.list(world.platform, 'charge')) {
    const result = applyWrite(world, { kind: 'refund', account: world.platform, params: { charge: id, amount: 100 } })
    if (result.ok) return result.object.id
  }
  throw new Error('nothing to refund')
}

test('the same seed gives the same bytes, another seed gives another world', () => {
  expect(digest(lived(6))).toBe(digest(lived(6)))
  expect(digest(lived(6))).not.toBe(digest(lived(6, { ...options, seed: 8 })))
})

test('ten days and then five are fifteen days', () => {
  const world = lived(10)
  runTo(world, 15 * 24)
  expect(digest(world)).toBe(digest(lived(15)))
})

test('so it is where disputes are decided, refunds bounce and reserves drift', () => {
  const chosen = { seed: 3, sellers: 40, days: 36, plantRate: 0.2 }
  const world = lived(24, chosen)
  runTo(world, 36 * 24)
  const statuses = world.store.accounts().flatMap((account) => {
    const objects = [...world.store.list(account, 'dispute'), ...world.store.list(account, 'refund')]
    return objects.map((object) => object.status)
  })
  expect(statuses).toEqual(expect.arrayContaining(['won', 'lost', 'failed']))
  expect(digest(world)).toBe(digest(lived(36, chosen)))
}, 30_000)

test('the length that is asked for does not change what happens before it', () => {
  expect(digest(lived(5, { ...options, days: 90 }))).toBe(digest(lived(5)))
})

test('the same writes at the same hours give the same bytes, and a write changes what follows', () => {
  const withWrite = () => {
    const world = lived(6)
    refundSomething(world)
    runTo(world, 9 * 24)
    return world
  }
  expect(digest(withWrite())).toBe(digest(withWrite()))
  expect(digest(withWrite())).not.toBe(digest(lived(9)))
})

test('the journal replays: writes taken from it lead to the same world', () => {
  const first = lived(6)
  refundSomething(first)
  runTo(first, 8 * 24)
  const second = createWorld(options)
  for (const { at, write } of first.journal) {
    while (second.now < at) step(second)
    applyWrite(second, write)
  }
  runTo(second, 8 * 24)
  expect(digest(second)).toBe(digest(first))
})

test('nothing has happened at the epoch, and every hour ends on the hour', () => {
  const world = createWorld(options)
  expect(world.now).toBe(world.epoch)
  expect(world.store.list(world.platform, 'balance_transaction')).toEqual([])
  expect(bookLines(world, 0, 10)).toEqual([])
  step(world)
  expect(world.now - world.epoch).toBe(3600)
})

test('book lines come in the order of writing, numbered without a gap, never from the future', () => {
  const world = lived(8)
  const lines = bookLines(world, 0, 1e9)
  expect(lines.length).toBeGreaterThan(200)
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1))
  expect(lines.every((line, index) => index === 0 || line.writtenAt >= lines[index - 1]!.writtenAt)).toBe(true)
  expect(lines.at(-1)!.writtenAt).toBeLessThanOrEqual(world.now)
  expect(bookLines(world, 5, 3).map((line) => line.seq)).toEqual([6, 7, 8])
})
