import type { StripeObject } from '../store/store'
import type { World } from '../world/world'
import type { FieldIndex } from './field-index'
import type { Lookup, Place } from './render'

/** Stripe shows the ten latest inside the object. */
const SHOWN = 10

/**
 * Finds what an expanded field names. Most of it lies on the owner's account; a transfer's payment lies with the seller,
 * an application fee's charge with the seller who took it, and a seller's `source_transfer` with the platform.
 */
export function lookupOf(world: World, index: FieldIndex): Lookup {
  return {
    named: (account, owner, id) => {
      // An account stands on its own shelf.
      if (id.startsWith('acct_')) return placeOn(world, id, id)
      for (const where of accountsNear(world, account, owner)) {
        const place = placeOn(world, where, id)
        if (place !== undefined) return place
      }
      return withoutShelf(world, account, id)
    },
    included: (account, object, tree) => {
      if (object.object !== 'charge' || !tree.has('refunds')) return {}
      const data = index.rows(account, 'refund', 'charge', object.id).reverse()
      const url = `/v1/charges/${object.id}/refunds`
      return { refunds: { object: 'list', data: data.slice(0, SHOWN), has_more: data.length > SHOWN, url } }
    },
  }
}

function placeOn(world: World, account: string, id: string): Place | undefined {
  const object = world.store.get(account, id)
  return object === undefined ? undefined : { account, object }
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
