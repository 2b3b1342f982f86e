import { Store, type StripeObject } from '../store/store'
import type { World } from '../world/world'

export const PLATFORM = 'acct_platform'
export const SELLER = 'acct_seller'
export const EPOCH = 1_780_000_000

/** A handful of objects laid out by hand: enough to ask every question of the server and know the answer. */
export function smallShop(charges = 25): World {
  const store = new Store()
  store.put(PLATFORM, { id: PLATFORM, object: 'account', created: EPOCH - 10 })
  store.put(SELLER, { id: SELLER, object: 'account', created: EPOCH - 5 })
  for (let at = 0; at < charges; at += 1) sale(store, at)
  const now = EPOCH + charges * 60
  return { platform: PLATFORM, epoch: EPOCH, now, store } as World
}

/** The nth sale: charge ch_n of payment pi_n, balance transaction txn_n, three sales a minute sharing one second. */
function sale(store: Store, at: number): void {
  const created = EPOCH + Math.floor(at / 3) * 60
  const amount = 1000 + at
  store.put(PLATFORM, { id: `pi_${at}`, object: 'payment_intent', amount, created, latest_charge: `ch_${at}` })
  store.put(PLATFORM, charge(at, created, amount))
  store.put(PLATFORM, {
    id: `txn_${at}`,
    object: 'balance_transaction',
    amount,
    created,
    currency: at % 2 === 0 ? 'usd' : 'eur',
    description: null,
    source: `ch_${at}`,
    type: 'charge',
  })
}

function charge(at: number, created: number, amount: number): StripeObject {
  const references = {
    balance_transaction: `txn_${at}`,
    payment_intent: `pi_${at}`,
    transfer_data: { destination: SELLER },
  }
  return {
    id: `ch_${at}`,
    object: 'charge',
    amount,
    created,
    description: 'tea "and" cake',
    customer: null,
    ...references,
  }
}
