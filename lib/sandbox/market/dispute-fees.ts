import type { World } from '../world/state'

/** What Stripe asks for a dispute there: it depends on the country and, somewhat, on the card. */
export function disputeFees(world: World, account: string): number[] {
  const usual = world.market.byAccount.get(account)?.country.disputeFee ?? 2000
  return [3, 4, 5, 6].map((quarters) => (usual * quarters) / 4)
}
