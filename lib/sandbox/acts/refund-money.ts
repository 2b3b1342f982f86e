import type { BalanceTransaction, FeeDetail } from '../objects/balance-transaction'
import type { Charge } from '../objects/charge'
import { type Refund, refund } from '../objects/refund'
import { move } from '../world/ledger'
import { randomOf } from '../world/random'
import { emit, mint, record } from '../world/record'
import type { World } from '../world/state'
import { applicationFeeDetail, settledOn } from './charge-money'

type Refunding = {
  /** Which refund of this charge it is, from 0. */
  nth: number
  amount: number
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null
  metadata?: Record<string, string>
  /** For a direct charge: the application fee that comes back to the seller with this refund. */
  fee?: { amount: number; currency: string }
}

/** The buyer gets money back from the account that charged. Transfers and fees are the caller's business. */
export function refundCharge(world: World, account: string, charge: Charge, refunding: Refunding): Refund {
  const id = mint(world, charge.id.startsWith('py_') ? 'pyr' : 're', `${charge.id}/${refunding.nth}`)
  const settled = settledOn(world, account, refunding.amount, charge.currency)
  const transaction = move(world, account, {
    key: 'refund',
    amount: -settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: charge.id.startsWith('py_') ? 'payment_refund' : 'refund',
    category: 'refund',
    source: id,
    feeDetails: returnedFee(world, account, refunding.fee),
  })
  const made = refund({
    id,
    amount: refunding.amount,
    currency: charge.currency,
    created: world.moment,
    charge: charge.id,
    paymentIntent: charge.payment_intent,
    balanceTransaction: transaction.id,
    reason: refunding.reason ?? null,
    metadata: refunding.metadata ?? {},
  })
  record(world, account, made, 'refund.created')
  const refunded = charge.amount_refunded + refunding.amount
  const after = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured }
  record(world, account, after, 'charge.refunded')
  return made
}

/** The bank sends a refund back: its money returns to the account, and the charge counts it as refunded no longer. */
export function bounceRefund(world: World, account: string, id: string): Refund {
  const made = world.store.get(account, id) as Refund
  const out = world.store.get(account, String(made.balance_transaction)) as unknown as BalanceTransaction
  const back = move(world, account, {
    key: 'refund_failure',
    amount: -out.amount,
    currency: out.currency,
    exchangeRate: out.exchange_rate,
    type: 'refund_failure',
    category: 'refund_failure',
    source: id,
  })
  const reasons = ['expired_or_canceled_card', 'lost_or_stolen_card', 'unknown'] as const
  const failed: Refund = {
    ...made,
    status: 'failed',
    failure_balance_transaction: back.id,
    failure_reason: randomOf(world.options.seed, `bounce/${id}`).pick(reasons),
  }
  record(world, account, failed, 'refund.updated', 'charge.refund.updated')
  emit(world, account, 'refund.failed', failed)
  const charge = world.store.get(account, made.charge) as Charge
  const after = { ...charge, amount_refunded: charge.amount_refunded - made.amount, refunded: false }
  record(world, account, after, 'charge.updated')
  return failed
}

function returnedFee(world: World, account: string, fee: Refunding['fee']): FeeDetail[] {
  if (fee === undefined) return []
  const settled = settledOn(world, account, fee.amount, fee.currency)
  return [applicationFeeDetail(-settled.amount, settled.currency)]
}
