import type { MoneyKey } from './facts'

/** The key under which everything about one movement of money lies: the provider and the id of the object that moved it. */
export function moneyKeyOf(provider: 'stripe', objectId: string): MoneyKey {
  return `${provider}:${objectId}`
}
