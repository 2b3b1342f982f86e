import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { currencyOf, instantOf, minorOf, orderReferenceOf, refOf, textOf } from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/**
 * Money sent to a seller; it stems from the charge it was tied to, if it was. One that a seller's account sends is an
 * account debit: no movement of the books.
 */
export function legFromTransfer(raw: RawObject, reading: Reading): ProviderLegFact | null {
  if (!reading.isPlatform) return null
  const id = textOf(raw, 'id')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'transfer',
    objectId: id,
    amountMinor: minorOf(raw, 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled: refOf(raw, 'balance_transaction') !== null,
    parentId: refOf(raw, 'source_transaction'),
    sellerId: refOf(raw, 'destination'),
    orderReference: orderReferenceOf(raw),
    void: false,
  }
}

export function legFromTransferReversal(raw: RawObject, reading: Reading): ProviderLegFact | null {
  if (!reading.isPlatform) return null
  const id = textOf(raw, 'id')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    kind: 'transfer_reversal',
    objectId: id,
    amountMinor: minorOf(raw, 'amount'),
    currency: currencyOf(raw),
    created: instantOf(raw, 'created'),
    settled: refOf(raw, 'balance_transaction') !== null,
    parentId: refOf(raw, 'transfer'),
    sellerId: null,
    orderReference: orderReferenceOf(raw),
    void: false,
  }
}
