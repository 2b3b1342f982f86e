import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import {
  currencyOf,
  instantOf,
  minorOf,
  objectAt,
  optionalText,
  orderReferenceOf,
  refOf,
  textOf,
} from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/**
 * A sale, if a customer made it: a `py_` that came through a transfer is the seller's side of that transfer and no sale.
 * While its money has not reached the balance (no balance transaction) the whole `amount` is meant, afterwards what was
 * captured. An authorisation that nobody has captured is not money: it may lapse, and until then there is no sale.
 */
export function legFromCharge(raw: RawObject, reading: Reading): ProviderLegFact | null {
  if (refOf(raw, 'source_transfer') !== null) return null
  const id = textOf(raw, 'id')
  const settled = refOf(raw, 'balance_transaction') !== null
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'sale',
    objectId: id,
    amountMinor: minorOf(raw, settled ? 'amount_captured' : 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled,
    parentId: null,
    sellerId: sellerOf(raw, reading),
    orderReference: orderReferenceOf(raw),
    void: !settled && (raw.captured === false || optionalText(raw, 'status') === 'failed'),
  }
}

/** Direct charge: the account it lies on. Destination charge: the destination. Separate charges name no seller. */
function sellerOf(raw: RawObject, reading: Reading): string | null {
  if (!reading.isPlatform) return reading.accountId
  const transferData = objectAt(raw, 'transfer_data')
  return (transferData && refOf(transferData, 'destination')) ?? refOf(raw, 'destination')
}
