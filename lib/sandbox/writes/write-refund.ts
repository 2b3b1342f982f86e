import { returnFee } from '../acts/application-fees'
import { refundCharge } from '../acts/refund-money'
import { reverseTransfer } from '../acts/transfer-money'
import { keep } from '../books/keeper'
import { share } from '../market/currency'
import type { ApplicationFee } from '../objects/application-fee'
import type { Charge } from '../objects/charge'
import type { Transfer } from '../objects/transfer'
import { record } from '../world/record'
import type { World, WriteResult } from '../world/state'
import { isTrue, metadataOf, missing, refuse, wholeNumber } from './refuse'

type Params = Record<string, unknown>
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

/** `POST /v1/refunds`: by charge or payment intent, whole or in part, with or without fee and transfer. */
export function writeRefund(world: World, account: string, params: Params): WriteResult {
  const charge = chargeOf(world, account, params)
  if (charge === undefined) {
    return params.charge === undefined
      ? missing('payment_intent', params.payment_intent, 'payment_intent')
      : missing('charge', params.charge, 'charge')
  }
  const left = charge.amount_captured - charge.amount_refunded
  const amount = params.amount === undefined ? left : wholeNumber(params.amount)
  if (amount === undefined) return refuse('parameter_invalid_integer', 'Invalid positive integer', 'amount')
  const no = obstacle(charge, amount, left)
  if (no !== null) return no
  const reversing = isTrue(params.reverse_transfer)
  if (reversing && charge.transfer === undefined) {
    return refuse('transfer_missing', 'The charge has no transfer to reverse.', 'reverse_transfer')
  }
  return perform(world, account, charge, amount, params)
}

function chargeOf(world: World, account: string, params: Params): Charge | undefined {
  const intent = params.charge === undefined ? world.store.get(account, String(params.payment_intent)) : undefined
  const found = world.store.get(account, String(params.charge ?? intent?.latest_charge))
  return found?.object === 'charge' ? (found as Charge) : undefined
}

function obstacle(charge: Charge, amount: number, left: number): WriteResult | null {
  if (charge.disputed) return refuse('charge_disputed', `Charge ${charge.id} has been charged back.`)
  if (left === 0 && charge.captured)
    return refuse('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  if (charge.balance_transaction === null) {
    return refuse('charge_not_refundable', 'The charge is still being processed; refund it once its money has arrived.')
  }
  if (amount <= left) return null
  const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`
  return refuse('amount_too_large', message, 'amount')
}

function perform(world: World, account: string, charge: Charge, amount: number, params: Params): WriteResult {
  const nth = world.refunds.get(charge.id) ?? 0
  world.refunds.set(charge.id, nth + 1)
  world.touched.set(charge.id, account)
  const refunded = charge.amount_refunded + amount
  const fee = isTrue(params.refund_application_fee) ? feeDue(world, charge, refunded) : undefined
  const carried = fee === undefined ? {} : { fee: { amount: fee.amount, currency: charge.currency } }
  const direct = account !== world.platform
  const reason = REASONS.find((known) => known === params.reason) ?? null
  const metadata = metadataOf(params.metadata)
  const made = refundCharge(world, account, charge, { nth, amount, reason, metadata, ...(direct ? carried : {}) })
  const seller = direct ? account : charge.transfer_data?.destination
  const order = charge.metadata.order_reference
  const about = { ...(seller ? { seller } : {}), ...(order ? { orderReference: order } : {}) }
  keep(world, { kind: 'refund', account, objectId: made.id, amount, currency: made.currency, ...about })
  const reversing = isTrue(params.reverse_transfer)
  if (reversing) reverseWith(world, charge, refunded, made.id, carried, about)
  if (fee !== undefined) {
    const returned = returnFee(world, fee.of, fee.amount, direct || reversing)
    const object = { objectId: returned.id, amount: returned.amount, currency: returned.currency }
    keep(world, { kind: 'application_fee_refund', account: world.platform, ...object, ...about })
  }
  return { ok: true, object: world.store.get(account, made.id)! }
}

function feeDue(world: World, charge: Charge, refunded: number): { of: ApplicationFee; amount: number } | undefined {
  if (charge.application_fee === null) return undefined
  const of = world.store.get(world.platform, charge.application_fee) as ApplicationFee
  const amount = share(of.amount, refunded, charge.amount_captured) - of.amount_refunded
  return amount > 0 ? { of, amount } : undefined
}

function reverseWith(
  world: World,
  charge: Charge,
  refunded: number,
  refund: string,
  carried: { fee?: { amount: number; currency: string } },
  about: { seller?: string; orderReference?: string },
): void {
  const sent = world.store.get(world.platform, charge.transfer!) as Transfer
  const amount = share(sent.amount, refunded, charge.amount_captured) - sent.amount_reversed
  if (amount <= 0) return
  const reversal = reverseTransfer(world, sent, amount, { sourceRefund: refund, ...carried })
  const made = world.store.get(world.platform, refund)
  if (made !== undefined) record(world, world.platform, { ...made, transfer_reversal: reversal.id }, 'refund.updated')
  const object = { objectId: reversal.id, amount, currency: sent.currency }
  keep(world, { kind: 'transfer_reversal', account: world.platform, ...object, ...about })
}
