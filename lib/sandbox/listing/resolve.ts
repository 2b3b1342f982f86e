import type { StripeObject } from '../store/store'
import type { World } from '../world/world'
import type { Place, Resolve } from './render'

/**
 * Finds what an expanded field names. Most of it lies on the owner's account; a transfer's payment lies with the seller,
 * an application fee's charge with the seller who took it, and a seller's `source_transfer` with the platform.
 */
export function resolverOf(world: World): Resolve {
  return (account, owner, id) => {
    // An account stands on its own shelf.
    if (id.startsWith('acct_')) {
      const object = world.store.get(id, id)
      return object === undefined ? undefined : { account: id, object }
    }
    for (const where of accountsNear(world, account, owner)) {
      const object = world.store.get(where, id)
      if (object !== undefined) return { account: where, object }
    }
    return withoutShelf(world, account, id)
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

/** Objects that stand in no list of their own: the Connect application, and a bank account inside its owner. */
function withoutShelf(world: World, account: string, id: string): Place | undefined {
  if (id.startsWith('ca_')) return { account, object: { id, object: 'application', name: null } }
  const owner = world.store.get(account, account)
  const external = owner?.external_accounts as { data?: StripeObject[] } | undefined
  const object = external?.data?.find((one) => one.id === id)
  return object === undefined ? undefined : { account, object }
}
