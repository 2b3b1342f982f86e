import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { currencyOf, instantOf, minorOf, orderReferenceOf, refOf, textOf } from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/** The platform's fee, in its own currency; its seller is the account it was taken from. */
export function legFromApplicationFee(raw: RawObject, reading: Reading): ProviderLegFact {
  const id = textOf(raw, 'id')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'application_fee',
    objectId: id,
    amountMinor: minorOf(raw, 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled: refOf(raw, 'balance_transaction') !== null,
    parentId: chargeOfFee(raw),
    sellerId: refOf(raw, 'account'),
    orderReference: null,
    void: false,
  }
}

/** The customer's charge: on a destination charge `charge` is the seller's `py_`, and this the platform's own. */
export function chargeOfFee(raw: RawObject): string | null {
  return refOf(raw, 'originating_transaction') ?? refOf(raw, 'charge')
}

export function legFromFeeRefund(raw: RawObject, reading: Reading): ProviderLegFact {
  const id = textOf(raw, 'id')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'application_fee_refund',
    objectId: id,
    amountMinor: minorOf(raw, 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled: refOf(raw, 'balance_transaction') !== null,
    parentId: refOf(raw, 'fee'),
    sellerId: null,
    orderReference: orderReferenceOf(raw),
    void: false,
  }
}
