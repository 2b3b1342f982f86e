import type { StripeObject } from '../store/store'
import type { World } from '../world/world'
import { createdOf } from './select-rows'

/** The sellers' accounts. Each stands on its own shelf of the store; the platform sees them as one list. */
export class ConnectedAccounts {
  private ids: string[] = []
  private shelves = 0

  constructor(private readonly world: World) {}

  has(id: string): boolean {
    return id !== this.world.platform && this.world.store.get(id, id)?.object === 'account'
  }

  /** Oldest first, as they are now. */
  list(): StripeObject[] {
    const { store } = this.world
    const shelves = store.accounts()
    if (shelves.length !== this.shelves) {
      this.shelves = shelves.length
      this.ids = shelves.filter((id) => this.has(id))
      this.ids.sort((a, b) => createdOf(store.get(a, a)!) - createdOf(store.get(b, b)!))
    }
    return this.ids.map((id) => store.get(id, id)!)
  }
}
