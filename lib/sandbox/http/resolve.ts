import type { Place, Resolve } from '../listing/render'
import type { StripeObject } from '../store/store'
import type { World } from '../world/world'

/**
 * Finds what an expanded field names. Most of it lies on the owner's account; a transfer's payment lies with the seller,
 * an application fee's charge with the seller who took it, and a seller's `source_transfer` with the platform.
 */
export function resolverOf(world: World): Resolve {
  return (account, owner, id) => {
    for (const where of accountsNear(world, account, owner)) {
      const object = world.store.get(where, id)
      if (object !== undefined) return { account: where, object } satisfies Place
    }
    return undefined
  }
}

function accountsNear(world: World, account: string, owner: StripeObject): string[] {
  const near = [account, owner.account, owner.destination]
  if (owner.object === 'transfer_reversal' && typeof owner.transfer === 'string') {
    near.push(world.store.get(account, owner.transfer)?.destination)
  }
  near.push(world.platform)
  return near.filter((where) => typeof where === 'string')
}
