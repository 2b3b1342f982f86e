import { charge } from '../objects/charge'
import { stripeAccountDetails } from '../objects/payment-method-details'
import { refund } from '../objects/refund'
import {
  nthReversal,
  reversedBy,
  type Transfer,
  type TransferReversal,
  transfer,
  transferReversal,
} from '../objects/transfer'
import { move } from '../world/ledger'
import { mint, record } from '../world/record'
import type { World } from '../world/state'
import { applicationFeeDetail, settledOn } from './charge-money'

type Sending = {
  key: string
  amount: number
  currency: string
  destination: string
  availableOn?: number
  /** Not given: the platform sends. */
  from?: string
  sourceTransaction?: string | null
  transferGroup?: string | null
  metadata?: Record<string, string>
  /** An application fee taken from the payment on its arrival, in the fee's own currency. */
  fee?: { amount: number; currency: string }
}

/** Money goes from the platform to a seller, or back by an account debit: a transfer here, a payment (`py_`) there. */
export function sendTransfer(world: World, sending: Sending): Transfer {
  const id = mint(world, 'tr', sending.key)
  const payment = mint(world, 'py', `${sending.key}/payment`)
  const from = sending.from ?? world.platform
  const out = move(world, from, {
    key: 'transfer',
    amount: -sending.amount,
    currency: sending.currency,
    ...(sending.availableOn === undefined ? {} : { availableOn: sending.availableOn }),
    type: 'transfer',
    category: 'transfer',
    source: id,
  })
  const made = transfer({
    id,
    amount: sending.amount,
    currency: sending.currency,
    created: world.moment,
    destination: sending.destination,
    destinationPayment: payment,
    balanceTransaction: out.id,
    sourceTransaction: sending.sourceTransaction ?? null,
    transferGroup: sending.transferGroup ?? null,
    metadata: sending.metadata ?? {},
  })
  record(world, from, made, 'transfer.created')
  receive(world, made, sending)
  return made
}

function receive(world: World, made: Transfer, sending: Sending): void {
  const { destination } = sending
  const settled = settledOn(world, destination, sending.amount, sending.currency)
  const fee = sending.fee && settledOn(world, destination, sending.fee.amount, sending.fee.currency)
  const transaction = move(world, destination, {
    key: 'payment',
    amount: settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    ...(sending.availableOn === undefined ? {} : { availableOn: sending.availableOn }),
    type: 'payment',
    category: 'charge',
    source: made.destination_payment,
    feeDetails: fee === undefined ? [] : [applicationFeeDetail(fee.amount, fee.currency)],
  })
  const payment = charge({
    id: made.destination_payment,
    amount: sending.amount,
    currency: sending.currency,
    created: world.moment,
    methodDetails: stripeAccountDetails(),
    sourceTransfer: made.id,
    transferGroup: sending.transferGroup ?? null,
    applicationFeeAmount: sending.fee?.amount ?? null,
  })
  record(world, destination, { ...payment, balance_transaction: transaction.id }, 'charge.succeeded')
}

type Reversing = {
  sourceRefund?: string | null
  fee?: { amount: number; currency: string }
  metadata?: Record<string, string>
}

/** Money comes back from a seller; a fee that is returned with it lowers what the seller gives up. */
export function reverseTransfer(world: World, made: Transfer, amount: number, reversing: Reversing): TransferReversal {
  const key = `${made.id}/${nthReversal(made)}`
  const id = mint(world, 'trr', key)
  const refundId = mint(world, 'pyr', key)
  const back = move(world, world.platform, {
    key: 'reversal',
    amount,
    currency: made.currency,
    type: 'transfer_refund',
    category: 'transfer_reversal',
    source: id,
  })
  const reversal = transferReversal({
    id,
    amount,
    currency: made.currency,
    created: world.moment,
    transfer: made.id,
    balanceTransaction: back.id,
    destinationPaymentRefund: refundId,
    sourceRefund: reversing.sourceRefund ?? null,
    metadata: reversing.metadata ?? {},
  })
  record(world, world.platform, reversal)
  record(world, world.platform, reversedBy(made, reversal), 'transfer.reversed')
  giveUp(world, made, reversal, reversing)
  return reversal
}

function giveUp(world: World, made: Transfer, reversal: TransferReversal, reversing: Reversing): void {
  const refundId = reversal.destination_payment_refund!
  const settled = settledOn(world, made.destination, reversal.amount, made.currency)
  const fee = reversing.fee && settledOn(world, made.destination, reversing.fee.amount, reversing.fee.currency)
  const transaction = move(world, made.destination, {
    key: 'payment_refund',
    amount: -settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: 'payment_refund',
    category: 'refund',
    source: refundId,
    feeDetails: fee === undefined ? [] : [applicationFeeDetail(-fee.amount, fee.currency)],
  })
  const given = refund({
    id: refundId,
    amount: reversal.amount,
    currency: made.currency,
    created: world.moment,
    charge: made.destination_payment,
    balanceTransaction: transaction.id,
    sourceTransferReversal: reversal.id,
  })
  record(world, made.destination, given, 'refund.created')
  const payment = world.store.get(made.destination, made.destination_payment)
  if (payment === undefined) return
  const refunded = (payment.amount_refunded as number) + reversal.amount
  const after = { ...payment, amount_refunded: refunded, refunded: refunded === payment.amount }
  record(world, made.destination, after, 'charge.refunded')
}
