import { describe, expect, test } from 'vitest'
import { audit } from '../audit/audit'
import { sceneOf } from '../audit/scene'
import { createWorld, runTo, truthOf, type World } from '../world/world'

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
    for (const hours of [31, 150, 24 * 11 + 5, 24 * 24]) {
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
  const world = lived(2, 120, 24 * 40, 0.5)
  expect(Object.keys(truthOf(world).byKind).sort()).toEqual([
    'AMBIGUOUS',
    'AMOUNT_MISMATCH',
    'APP_FEE_NOT_REFUNDED',
    'BANK_WITHOUT_PAYOUT',
    'CURRENCY_MISMATCH',
    'DUPLICATE',
    'FEE_VARIANCE',
    'MISSING_IN_BOOKS',
    'MISSING_IN_STRIPE',
    'NEGATIVE_BALANCE',
    'PAYOUT_FAILED_UNBOOKED',
    'PAYOUT_NOT_IN_BANK',
    'TIMING_PENDING',
    'TOPUP_UNMATCHED',
    'TRANSFER_NOT_REVERSED',
    'UNEXPLAINED_RESIDUAL',
    'UNKNOWN_TYPE',
  ])
  const forgotten = world.plants.flatMap((plant) => (plant.mutation === 'entry_dropped' ? [plant.entry.kind] : []))
  expect([...new Set(forgotten)].sort()).toEqual([
    'application_fee',
    'application_fee_refund',
    'payout',
    'payout_failure',
    'refund',
    'sale',
    'transfer',
    'transfer_reversal',
  ])
})

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
})

test('a mutation shifts nothing else: the honest world and the planted one sell the same orders', () => {
  const orders = (world: World) =>
    new Set(
      world.store.list(world.platform, 'charge').map((c) => (c.metadata as Record<string, string>).order_reference),
    )
  expect(orders(lived(9, 30, 24 * 10, 0.3))).toEqual(orders(lived(9, 30, 24 * 10, 0)))
})
