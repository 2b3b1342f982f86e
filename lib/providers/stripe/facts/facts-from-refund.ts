import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { currencyOf, instantOf, minorOf, orderReferenceOf, refOf, textOf } from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/**
 * Money given back to a customer. A `pyr_` that came through a transfer reversal is the seller's side of it: no leg. One
 * without a balance transaction moved nothing: it let an authorisation go, or has not left the balance yet.
 */
export function legFromRefund(raw: RawObject, reading: Reading): ProviderLegFact | null {
  if (refOf(raw, 'source_transfer_reversal') !== null) return null
  const id = textOf(raw, 'id')
  const settled = refOf(raw, 'balance_transaction') !== null
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'refund',
    objectId: id,
    amountMinor: minorOf(raw, 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled,
    parentId: refOf(raw, 'charge'),
    sellerId: reading.isPlatform ? null : reading.accountId,
    orderReference: orderReferenceOf(raw),
    void: !settled,
  }
}

/** The bank sent it back (`refund_failure`): `created` is when the money was here again, not when it was given away. */
export function legFromRefundFailure(raw: RawObject, reading: Reading, created: Date): ProviderLegFact | null {
  const leg = legFromRefund(raw, reading)
  return leg && { ...leg, kind: 'refund_failure', created, settled: true, void: false }
}
