import { type Ledger, referenceOf } from '../../bank/bank'
import type { World } from '../../world/state'

/** What really belongs together: the movement, as `payout po_1`, and the bank's reference of the line booked for it. */
export type BankPair = { movement: string; line: string }

/** Known from how the lines came to be, never from what they look like. */
export function bankPairsOf(world: World): BankPair[] {
  return [...world.bank.ledgers.values()].flatMap((ledger) => pairsOf(world, ledger))
}

/**
 * Movements that were made so that nobody can tell them apart, once both of them count: one alone is told by being alone,
 * and one that failed gives way to the other.
 */
export function bankTiesOf(world: World): string[][] {
  const isInIt = (id: string) =>
    !['pending', 'canceled', 'failed'].includes(String(world.store.get(world.platform, id)?.status))
  return world.bank.plants.flatMap((plant) => {
    if (plant.mutation === 'payouts_tied' && plant.payouts.every(isInIt))
      return [plant.payouts.map((id) => `payout ${id}`)]
    if (plant.mutation === 'topups_tied' && plant.topups.every(isInIt)) return [plant.topups.map((id) => `topup ${id}`)]
    return []
  })
}

function pairsOf(world: World, { account: { currency }, lines }: Ledger): BankPair[] {
  const booked = new Set(lines.map(({ reference }) => reference))
  const idsOf = (type: string) =>
    world.store.list(world.platform, type).flatMap((one) => (one.currency === currency ? [one.id] : []))
  const keys = [
    ...idsOf('payout').flatMap((id) => [
      { movement: `payout ${id}`, key: id },
      { movement: `return ${id}`, key: `${id}/return` },
    ]),
    ...idsOf('topup').map((id) => ({ movement: `topup ${id}`, key: id })),
  ]
  return keys
    .map(({ movement, key }) => ({ movement, line: referenceOf(world, currency, key) }))
    .filter(({ line }) => booked.has(line))
}
