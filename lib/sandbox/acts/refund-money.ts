import type { FeeDetail } from '../objects/balance-transaction'
import type { Charge } from '../objects/charge'
import { type Refund, refund } from '../objects/refund'
import { move } from '../world/ledger'
import { mint, record } from '../world/record'
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

function returnedFee(world: World, account: string, fee: Refunding['fee']): FeeDetail[] {
  if (fee === undefined) return []
  const settled = settledOn(world, account, fee.amount, fee.currency)
  return [applicationFeeDetail(-settled.amount, settled.currency)]
}
