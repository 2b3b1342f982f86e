import { payOut, takeBack } from '../acts/pay-out'
import { CURRENCIES, currencyOf } from '../market/currency'
import type { Payout } from '../objects/payout'
import { followPayout, keepPayout } from '../routine/payout-fate'
import { arrival } from '../routine/payouts'
import { midnightAfter } from '../world/ledger'
import type { World, WriteResult } from '../world/state'
import { metadataOf, missing, refuse, wholeNumber } from './refuse'

type Params = Record<string, unknown>

/** `POST /v1/payouts`: by hand, so never itemised. */
export function writePayout(world: World, account: string, params: Params): WriteResult {
  const amount = wholeNumber(params.amount)
  if (amount === undefined) return refuse('parameter_invalid_integer', 'Invalid positive integer', 'amount')
  const currency = String(params.currency).toLowerCase()
  if (CURRENCIES[currency] === undefined)
    return refuse('parameter_invalid', `Invalid currency: ${currency}`, 'currency')
  if (amount % currencyOf(currency).grain !== 0) {
    return refuse(
      'parameter_invalid',
      `Amounts in ${currency} are multiples of ${currencyOf(currency).grain}.`,
      'amount',
    )
  }
  if (world.store.get(account, account)?.payouts_enabled === false) {
    return refuse('payouts_not_allowed', 'Payouts are disabled for this account.')
  }
  const available = world.cells.get(account)?.get(currency)?.available ?? 0
  if (amount > available) {
    return refuse('balance_insufficient', 'You have insufficient funds in your Stripe account for this payout.')
  }
  const method = params.method === 'instant' ? 'instant' : 'standard'
  const made = payOut(world, account, {
    key: `api/${world.journal.length}`,
    amount,
    currency,
    automatic: false,
    method,
    arrivalDate: method === 'instant' ? world.moment : arrival(midnightAfter(world.moment, 0), 2),
    metadata: metadataOf(params.metadata),
  })
  followPayout(world, account, made)
  return { ok: true, object: made }
}

/** `POST /v1/payouts/:id/cancel`: only while it is pending. */
export function writePayoutCancel(world: World, account: string, params: Params): WriteResult {
  const made = world.store.get(account, String(params.id)) as Payout | undefined
  if (made?.object !== 'payout') return missing('payout', params.id, 'id')
  if (made.status !== 'pending') {
    return refuse('payout_not_cancelable', `Payouts can only be canceled while pending; this one is ${made.status}.`)
  }
  const canceled = takeBack(world, account, made, 'canceled')
  keepPayout(world, account, canceled, 'payout_failure', null)
  return { ok: true, object: canceled }
}
