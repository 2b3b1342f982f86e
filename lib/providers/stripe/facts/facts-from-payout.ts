import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { currencyOf, instantOf, minorOf, refOf, textOf } from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/** Money on its way to a bank. A payout that failed later keeps this leg: the failure is a leg of its own. */
export function legFromPayout(raw: RawObject, reading: Reading): ProviderLegFact {
  return {
    ...payoutLeg(raw, reading),
    kind: 'payout',
    created: instantOf(raw, 'created'),
    settled: refOf(raw, 'balance_transaction') !== null,
  }
}

/** The money came back (`payout_reversal`): `created` is when it did, not when the payout was made. */
export function legFromPayoutFailure(raw: RawObject, reading: Reading, created: Date): ProviderLegFact {
  return { ...payoutLeg(raw, reading), kind: 'payout_failure', created, settled: true }
}

function payoutLeg(raw: RawObject, reading: Reading) {
  const id = textOf(raw, 'id')
  const amount = minorOf(raw, 'amount')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    objectId: id,
    amountMinor: amount < 0n ? -amount : amount,
    currency: currencyOf(raw),
    parentId: null,
    sellerId: reading.isPlatform ? null : reading.accountId,
    orderReference: null,
    void: false,
  }
}
