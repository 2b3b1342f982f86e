import { beforeAll, describe, expect, test } from 'vitest'
import type { BankPlant } from '../../bank/bank'
import { businessDayAfter, dayOf } from '../../bank/calendar'
import { createWorld, runTo, truthOf, type World } from '../../world/world'
import type { Finding } from '../evidence'

const KINDS = ['AMBIGUOUS', 'BANK_WITHOUT_PAYOUT', 'PAYOUT_NOT_IN_BANK', 'TOPUP_UNMATCHED']
const SEEDS = [31, 32, 33, 34, 35, 36, 37, 38]

function lived(seed: number, plantRate: number, days: number): World {
  const world = createWorld({ seed, sellers: 16, days, plantRate })
  runTo(world, days * 24)
  return world
}

let worlds: World[]
beforeAll(() => {
  worlds = SEEDS.map((seed) => lived(seed, 0.01, 60))
}, 60_000)

describe('a world of sixty days, planted as it is by default', () => {
  test('shows each of the four kinds for most seeds', () => {
    for (const kind of KINDS) {
      const seen = worlds.filter((world) => (truthOf(world).byKind[kind] ?? 0) > 0).length
      expect([kind, seen >= SEEDS.length - 2]).toEqual([kind, true])
    }
  })

  test('holds honest twins: equal amounts near each other that raise nothing', () => {
    const twins = worlds.flatMap((world) => {
      const open = new Set(truthOf(world).expected.map((found) => found.object))
      const paid = world.store.list(world.platform, 'payout').filter((payout) => payout.status === 'paid')
      return paid.filter((one) => !open.has(one.id) && paid.some((other) => isTwin(one, other)))
    })
    expect(twins.length).toBeGreaterThan(10)
  })

  test('sees payouts come back to the bank, and top-ups of every fate', () => {
    const returns = worlds.flatMap((world) =>
      [...world.bank.ledgers.values()].flatMap(({ lines }) => lines.filter((line) => line.code === 'return')),
    )
    expect(returns.length).toBeGreaterThan(5)
    const topups = worlds.flatMap((world) => [...world.store.list(world.platform, 'topup')])
    expect([...new Set(topups.map((topup) => topup.status))].sort()).toEqual(
      expect.arrayContaining(['failed', 'reversed', 'succeeded']),
    )
  })
})

type Paid = { id: string; [field: string]: unknown }

function isTwin(one: Paid, other: Paid): boolean {
  const apart = Math.abs(Number(one.arrival_date) - Number(other.arrival_date))
  return one.id !== other.id && one.currency === other.currency && one.amount === other.amount && apart <= 86_400
}

describe('what was done to the bank is there to be found', () => {
  test.each(SEEDS.slice(0, 4))('seed %i, when every clock has run out', (seed) => {
    const world = lived(seed, 0.03, 60)
    const { expected } = truthOf(world)
    // Fifteen business days on, and every weekly statement is there.
    const old = world.bank.plants.filter((plant) => timeOf(world, plant) < world.now - 21 * 86_400)
    expect(old.length).toBeGreaterThan(10)
    for (const plant of old) expect([plant, isTold(plant, world, expected)]).toEqual([plant, true])
  })
})

/** Each leads to its own kind, unless nothing tells it from a neighbour, or the payout failed after all. */
function isTold(plant: BankPlant, world: World, expected: readonly Finding[]): boolean {
  const has = (kind: string, object: string) => expected.some((found) => found.kind === kind && found.object === object)
  const open = expected.filter((found) => found.kind === 'AMBIGUOUS')
  switch (plant.mutation) {
    case 'payout_line_lost': {
      const lost = world.store.get(world.platform, plant.payout)!
      const amount = String(lost.amount)
      return (
        has('PAYOUT_NOT_IN_BANK', lost.id) || lost.status === 'failed' || open.some((f) => f.amountMinor === amount)
      )
    }
    case 'return_line_lost': {
      const { reference } = world.bank.credits.get(plant.payout)!
      return has('BANK_WITHOUT_PAYOUT', reference) || has('AMBIGUOUS', plant.payout)
    }
    case 'topup_line_lost':
      return has('TOPUP_UNMATCHED', plant.topup) || has('AMBIGUOUS', plant.topup) || isPaidByAnother(world, plant.topup)
    case 'payouts_tied':
      return plant.payouts.every(
        (id) => has('AMBIGUOUS', id) || world.store.get(world.platform, id)!.status === 'failed',
      )
    case 'topups_tied':
      return plant.topups.every((id) => has('AMBIGUOUS', id))
    case 'stray_credit':
      return has('BANK_WITHOUT_PAYOUT', plant.line)
    case 'stray_debit':
      return has('TOPUP_UNMATCHED', plant.line) || open.some((found) => found.object.startsWith('tu_'))
  }
}

/** Another debit of the same amount stands where the lost one would have stood. */
function isPaidByAnother(world: World, topup: string): boolean {
  const { amount, currency } = world.store.get(world.platform, topup) as { amount?: unknown; currency?: unknown }
  return world.bank.ledgers.get(String(currency))!.lines.some((line) => line.amount === -Number(amount))
}

function timeOf(world: World, plant: BankPlant): number {
  const of = (id: string) => Number(world.store.get(world.platform, id)!.created)
  switch (plant.mutation) {
    case 'payout_line_lost':
      return of(plant.payout)
    case 'return_line_lost':
      return businessDayAfter(dayOf(of(plant.payout)), 6, 'eur')
    case 'payouts_tied':
      return of(plant.payouts[1])
    case 'topup_line_lost':
      return of(plant.topup)
    case 'topups_tied':
      return of(plant.topups[1])
    default:
      return world.bank.ledgers.get(plant.currency)!.lines.find((line) => line.reference === plant.line)!.booked
  }
}
