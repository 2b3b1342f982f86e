import { returnFee } from '../acts/application-fees'
import { reverseTransfer, sendTransfer } from '../acts/transfer-money'
import { keep } from '../books/keeper'
import type { ApplicationFee } from '../objects/application-fee'
import type { Transfer } from '../objects/transfer'
import type { World, WriteResult } from '../world/state'
import { metadataOf, missing, refuse, wholeNumber } from './refuse'

type Params = Record<string, unknown>

/** `POST /v1/transfers`. Money that the platform does not have is refused, never queued. */
export function writeTransfer(world: World, account: string, params: Params): WriteResult {
  const amount = wholeNumber(params.amount)
  if (amount === undefined) return refuse('parameter_invalid_integer', 'Invalid positive integer', 'amount')
  const destination = String(params.destination)
  if (account !== world.platform) return debitAccount(world, account, amount, params)
  const isSeller = world.market.byAccount.has(destination) && world.store.get(destination, destination) !== undefined
  if (!isSeller) return missing('destination', destination, 'destination')
  const currency = String(params.currency).toLowerCase()
  const source = params.source_transaction === undefined ? null : String(params.source_transaction)
  if (source !== null && world.store.get(account, source)?.object !== 'charge') {
    return missing('charge', source, 'source_transaction')
  }
  const available = world.cells.get(account)?.get(currency)?.available ?? 0
  if (source === null && amount > available) {
    return refuse('balance_insufficient', 'You have insufficient available funds in your Stripe account.')
  }
  const group = params.transfer_group === undefined ? null : String(params.transfer_group)
  const key = `api/${world.journal.length}`
  const metadata = metadataOf(params.metadata)
  const sent = sendTransfer(world, {
    key,
    amount,
    currency,
    destination,
    sourceTransaction: source,
    transferGroup: group,
    metadata,
  })
  if (source !== null) world.touched.set(source, account)
  keep(world, { kind: 'transfer', account, objectId: sent.id, amount, currency, seller: destination })
  return { ok: true, object: sent }
}

/** A seller's account sends to the platform: out of what it has, and within the platform's region. */
function debitAccount(world: World, account: string, amount: number, params: Params): WriteResult {
  const destination = String(params.destination)
  if (destination !== world.platform) return missing('destination', destination, 'destination')
  const currency = String(params.currency).toLowerCase()
  const available = world.cells.get(account)?.get(currency)?.available ?? 0
  if (amount > available)
    return refuse('balance_insufficient', 'You have insufficient available funds in your Stripe account.')
  const key = `api/${world.journal.length}`
  const metadata = metadataOf(params.metadata)
  return { ok: true, object: sendTransfer(world, { key, amount, currency, destination, from: account, metadata }) }
}

/** `POST /v1/transfers/:id/reversals`: what is left of the transfer unless an amount is told. */
export function writeTransferReversal(world: World, account: string, params: Params): WriteResult {
  const sent = world.store.get(account, String(params.id)) as Transfer | undefined
  if (sent?.object !== 'transfer') return missing('transfer', params.id, 'id')
  const left = sent.amount - sent.amount_reversed
  const amount = params.amount === undefined ? left : wholeNumber(params.amount)
  if (amount === undefined) return refuse('parameter_invalid_integer', 'Invalid positive integer', 'amount')
  if (amount > left || left === 0) {
    return refuse('amount_too_large', `The reversal is greater than what is left of the transfer (${left}).`, 'amount')
  }
  const reversal = reverseTransfer(world, sent, amount, { metadata: metadataOf(params.metadata) })
  const object = { objectId: reversal.id, amount, currency: sent.currency }
  keep(world, { kind: 'transfer_reversal', account, ...object, seller: sent.destination })
  return { ok: true, object: reversal }
}

/** `POST /v1/application_fees/:id/refunds`. */
export function writeFeeRefund(world: World, account: string, params: Params): WriteResult {
  const fee = world.store.get(account, String(params.id)) as ApplicationFee | undefined
  if (fee?.object !== 'application_fee') return missing('application_fee', params.id, 'id')
  const left = fee.amount - fee.amount_refunded
  const amount = params.amount === undefined ? left : wholeNumber(params.amount)
  if (amount === undefined) return refuse('parameter_invalid_integer', 'Invalid positive integer', 'amount')
  if (amount > left || left === 0) {
    return refuse('amount_too_large', `The refund is greater than what is left of the fee (${left}).`, 'amount')
  }
  const returned = returnFee(world, fee, amount, false, metadataOf(params.metadata))
  const object = { objectId: returned.id, amount, currency: fee.currency }
  keep(world, { kind: 'application_fee_refund', account, ...object, seller: fee.account })
  return { ok: true, object: returned }
}
