import { describe, expect, test } from 'vitest'
import { audit } from '../audit/audit'
import { sceneOf } from '../audit/scene'
import { createWorld, runTo, truthOf, type World } from '../world/world'
import { KINDS } from './testing/kinds'

const line = (found: { kind: string; object: string; currency: string; amountMinor: string }) =>
  `${found.kind} ${found.object} ${found.amountMinor} ${found.currency}`

function lived(seed: number, sellers: number, hours: number, plantRate: number): World {
  const world = createWorld({ seed, sellers, days: Math.ceil(hours / 24), plantRate })
  runTo(world, hours)
  return world
}

describe('what was planted is what an auditor finds, no more, no less', () => {
  test.each([1, 2, 3, 4, 5, 6])('seed %i, at any hour', (seed) => {
    const world = createWorld({ seed, sellers: 40, days: 24, plantRate: 0.35 })
    for (const hours of [31, 150, 24 * 11 + 5, 24 * 24, 24 * 37 + 13]) {
      runTo(world, hours)
      expect(audit(sceneOf(world)).map(line)).toEqual(truthOf(world).expected.map(line))
    }
  })
})

test('an honest world holds only what time and life bring about', () => {
  const world = lived(11, 60, 24 * 25 + 9, 0)
  const { byKind, planted, residuals, expected } = truthOf(world)
  expect(planted).toBe(0)
  expect(residuals).toEqual([])
  expect(Object.keys(byKind).sort()).toEqual(['NEGATIVE_BALANCE', 'TIMING_PENDING'])
  expect(audit(sceneOf(world)).map(line)).toEqual(expected.map(line))
})

test('every kind of finding can be planted, and every entry kind can be forgotten', () => {
  const world = lived(2, 200, 24 * 45, 0.5)
  expect(Object.keys(truthOf(world).byKind).sort()).toEqual(KINDS)
  const forgotten = world.plants.flatMap((plant) => (plant.mutation === 'entry_dropped' ? [plant.entry.kind] : []))
  expect([...new Set(forgotten)].sort()).toEqual([
    'application_fee',
    'application_fee_refund',
    'dispute',
    'dispute_fee',
    'dispute_reversal',
    'payout',
    'payout_failure',
    'refund',
    'refund_failure',
    'sale',
    'transfer',
    'transfer_reversal',
  ])
}, 40_000)

/** What a plant leads to once every clock is over, if nothing else happens to the same charge. */
const LEADS_TO: Record<string, string> = {
  transfer_missing: 'TRANSFER_MISSING',
  transfer_short: 'SPLIT_INCOMPLETE',
  transfer_over: 'OVER_TRANSFERRED',
  conversion_worse: 'FX_VARIANCE',
  stray_fee: 'FEE_UNATTRIBUTED',
  reserve_drift: 'RESERVE_DRIFT',
}

test('what was done to transfers, rates, fees and reserves is found, whichever charge it was done to', () => {
  const world = lived(6, 120, 24 * 30, 0.4)
  const { expected } = truthOf(world)
  const transfers = new Map(world.store.list(world.platform, 'transfer').map((row) => [row.id, row.source_transaction]))
  const found = new Set(expected.map(({ kind, object }) => `${kind} ${transfers.get(object) ?? object}`))
  for (const plant of world.plants) {
    const kind = LEADS_TO[plant.mutation]
    if (kind === undefined) continue
    const about = 'charge' in plant ? plant.charge : 'transaction' in plant ? plant.transaction : world.platform
    const account = 'account' in plant ? plant.account : world.platform
    const since = Number(world.store.get(account, about)?.created)
    // A week: the slowest debit has arrived, and a day has passed since.
    if (since + 7 * 86_400 < world.now) expect(found).toContain(`${kind} ${about}`)
  }
  const done = new Set<string>(world.plants.map((plant) => plant.mutation))
  expect(Object.keys(LEADS_TO).filter((mutation) => !done.has(mutation))).toEqual([])
}, 30_000)

test('two entries of one object that are not written yet are one thing pending, the larger', () => {
  const world = createWorld({ seed: 5, sellers: 120, days: 30, plantRate: 0 })
  let seen = 0
  while (world.now < world.epoch + 30 * 86_400) {
    runTo(world, (world.now - world.epoch) / 3600 + 6)
    const waiting = [...world.books.unwritten.values()].filter((entry) => entry.kind.startsWith('dispute'))
    for (const [id, legs] of Map.groupBy(waiting, (entry) => `${entry.objectId} ${entry.currency}`)) {
      if (legs.length < 2) continue
      const largest = Math.max(...legs.map((leg) => leg.amount))
      const pending = truthOf(world).expected.filter((f) => `${f.object} ${f.currency}` === id)
      expect(pending.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([['TIMING_PENDING', String(largest)]])
      seen += 1
    }
  }
  expect(seen).toBeGreaterThan(3)
}, 30_000)

test('each finding is told once, with a positive amount', () => {
  const { expected } = truthOf(lived(3, 60, 24 * 20, 0.4))
  const keys = expected.map((found) => `${found.kind} ${found.object} ${found.currency}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(expected.every((found) => /^[1-9]\d*$/.test(found.amountMinor))).toBe(true)
})

test('about one sale in a hundred suffers something', () => {
  const world = lived(4, 150, 24 * 40, 0.01)
  const sales = world.store.accounts().flatMap((a) => world.store.list(a, 'payment_intent')).length
  const share = world.plants.length / sales
  expect(share).toBeGreaterThan(0.005)
  expect(share).toBeLessThan(0.02)
}, 30_000)

test('a mutation shifts nothing else: the honest world and the planted one sell the same orders', () => {
  const orders = (world: World) =>
    new Set(
      world.store.list(world.platform, 'charge').map((c) => (c.metadata as Record<string, string>).order_reference),
    )
  expect(orders(lived(9, 30, 24 * 10, 0.3))).toEqual(orders(lived(9, 30, 24 * 10, 0)))
})
