import { idOf } from '../world/random'
import type { World } from '../world/state'

/** The bank account to which that account's payouts go. */
export function bankOf(world: World, account: string): string {
  return world.market.byAccount.get(account)?.bank ?? idOf(world.options.seed, 'ba', 'platform')
}
