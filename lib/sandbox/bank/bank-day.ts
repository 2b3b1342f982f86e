import type { World } from '../world/state'
import { isBusinessDay } from './calendar'
import { noiseToday } from './noise'
import { payOutByHand } from './payouts-by-hand'
import { strayToday } from './stray-lines'
import { topUpToday } from './topup-fate'

/** What one day brings to the platform's bank accounts, planned from its midnight; a closed bank sees nothing. */
export function bankDay(world: World, day: number): void {
  for (const currency of world.bank.ledgers.keys()) {
    if (!isBusinessDay(day, currency)) continue
    payOutByHand(world, day, currency)
    topUpToday(world, day, currency)
    strayToday(world, day, currency)
    noiseToday(world, day, currency)
  }
}
