import { createLoader, parseAsString } from 'nuqs/server'

export const loadMoneyParams = createLoader({ q: parseAsString })

/** The life of the money that an id belongs to: any id that Stripe, the books or the bank gave it. */
export function moneyHref(id: string): string {
  return `/money/${encodeURIComponent(id)}`
}
