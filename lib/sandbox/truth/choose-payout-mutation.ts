import type { Payout } from '../objects/payout'
import { randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Mutation } from './plant'

/** One payout in four hundred suffers something, and one failing payout in ten. */
export function choosePayoutMutation(world: World, made: Payout, willFail: boolean): Mutation | null {
  const random = randomOf(world.options.seed, `plant/${made.id}`)
  const rate = world.options.plantRate ?? 0.01
  if (!random.chance(Math.min(1, willFail ? rate * 10 : rate / 4))) return null
  if (willFail) return willFailMutation(random.next())
  const items = world.payoutItems.get(made.id)?.length ?? 0
  const kind = 'payout'
  const names = [
    'entry_dropped',
    'entry_amount_off',
    'entry_currency_swapped',
    'entry_doubled',
    'entry_invented',
  ] as const
  const choice = random.weighted([5, 3, 2, 2, 3, items > 2 ? 4 : 0])
  return choice === names.length ? { name: 'payout_item_lost' } : { name: names[choice]!, kind }
}

/** Only the entry of the failure itself suffers: without the payout's own entry there would be nothing to compare. */
function willFailMutation(draw: number): Mutation {
  const kind = 'payout_failure'
  if (draw < 0.7) return { name: 'entry_dropped', kind }
  return draw < 0.85 ? { name: 'entry_amount_off', kind } : { name: 'entry_invented', kind }
}
