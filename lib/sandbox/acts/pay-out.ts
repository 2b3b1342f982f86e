import { type Payout, payout } from '../objects/payout'
import { cellOf } from '../world/cells'
import { move } from '../world/ledger'
import { mint, record } from '../world/record'
import type { World } from '../world/state'
import { bankOf } from './bank'

type PayingOut = {
  key: string
  amount: number
  currency: string
  automatic: boolean
  method: Payout['method']
  arrivalDate: number
  metadata?: Record<string, string>
}

/** Money leaves for the bank. An automatic payout sweeps every available transaction and lists them as its items. */
export function payOut(world: World, account: string, paying: PayingOut): Payout {
  const id = mint(world, 'po', `${account}/${paying.key}`)
  const cell = cellOf(world.cells, account, paying.currency)
  const items = paying.automatic ? cell.unswept.splice(0) : []
  const instant = paying.method === 'instant'
  const transaction = move(world, account, {
    key: 'payout',
    amount: -paying.amount,
    currency: paying.currency,
    type: 'payout',
    category: 'payout',
    source: id,
    description: paying.automatic ? 'STRIPE PAYOUT' : null,
    availableOn: paying.arrivalDate,
    isPayout: paying.automatic,
    leavesAtOnce: true,
    feeDetails: [],
  })
  const made = payout({
    id,
    amount: paying.amount,
    currency: paying.currency,
    created: world.moment,
    arrivalDate: paying.arrivalDate,
    automatic: paying.automatic,
    balanceTransaction: transaction.id,
    destination: bankOf(world, account),
    method: instant ? 'instant' : 'standard',
    metadata: paying.metadata ?? {},
  })
  if (paying.automatic) world.payoutItems.set(id, [transaction.id, ...items])
  record(world, account, made, 'payout.created')
  return made
}

/** The money comes back: the bank refused it, or somebody called it off. */
export function takeBack(world: World, account: string, made: Payout, how: 'failed' | 'canceled'): Payout {
  const transaction = move(world, account, {
    key: 'payout_back',
    amount: made.amount,
    currency: made.currency,
    type: how === 'failed' ? 'payout_failure' : 'payout_cancel',
    category: 'payout_reversal',
    source: made.id,
  })
  const after: Payout = {
    ...made,
    status: how,
    failure_balance_transaction: transaction.id,
    ...(how === 'failed'
      ? { failure_code: 'account_closed', failure_message: 'The bank account has been closed.' }
      : {}),
  }
  record(world, account, after, how === 'failed' ? 'payout.failed' : 'payout.canceled')
  return after
}

/** Changes the status of a payout that is on its way. */
export function advance(world: World, account: string, id: string, change: Partial<Payout>, type: string): void {
  const before = world.store.get(account, id)
  if (before !== undefined) record(world, account, { ...before, ...change }, type)
}
