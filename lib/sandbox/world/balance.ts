import type { StripeObject } from '../store/store'
import { type Cell, cellsOf } from './cells'
import type { World } from './state'

/** Stripe's Balance: it has no id and no time of its own. */
export function balanceObject(world: World, account: string): StripeObject {
  const cells = cellsOf(world.cells, account).sort((a, b) => (a.currency < b.currency ? -1 : 1))
  const home = world.market.byAccount.get(account)?.currency ?? 'eur'
  const shown =
    cells.length > 0
      ? cells
      : [{ currency: home, pending: 0, available: 0, reserved: 0, hidden: 0, drift: 0, unswept: [] }]
  const balance: Record<string, unknown> = {
    object: 'balance',
    available: shown.map((cell) => part(cell, cell.available + cell.hidden)),
    livemode: false,
    pending: shown.map((cell) => part(cell, cell.pending)),
  }
  if (account === world.platform) balance.connect_reserved = shown.map((cell) => part(cell, cell.reserved + cell.drift))
  return balance as StripeObject
}

function part(cell: Cell, amount: number): Record<string, unknown> {
  return { amount, currency: cell.currency, source_types: { card: amount } }
}
