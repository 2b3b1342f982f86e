import type { ProviderLegFact, ProviderObjectFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { ObjectState } from '@/lib/providers/port'
import { currencyOf, instantOf, optionalMinor, optionalText, refOf, textOf } from '../wire/read-field'
import { chargeOfFee, legFromApplicationFee, legFromFeeRefund } from './facts-from-application-fee'
import { legFromCharge } from './facts-from-charge'
import { legsFromDispute } from './facts-from-dispute'
import { legFromPayout } from './facts-from-payout'
import { legFromRefund } from './facts-from-refund'
import { legFromTransfer, legFromTransferReversal } from './facts-from-transfer'
import { placeOf, type Reading } from './reading'

type Translator = {
  parentOf(raw: RawObject): string | null
  legsFrom(raw: RawObject, reading: Reading): ProviderLegFact[]
}

const noParent = () => null
const one =
  (legFrom: (raw: RawObject, reading: Reading) => ProviderLegFact | null) => (raw: RawObject, reading: Reading) => {
    const leg = legFrom(raw, reading)
    return leg ? [leg] : []
  }
const translators: Record<string, Translator> = {
  charge: { parentOf: noParent, legsFrom: one(legFromCharge) },
  refund: { parentOf: (raw) => refOf(raw, 'charge'), legsFrom: one(legFromRefund) },
  application_fee: { parentOf: chargeOfFee, legsFrom: one(legFromApplicationFee) },
  fee_refund: { parentOf: (raw) => refOf(raw, 'fee'), legsFrom: one(legFromFeeRefund) },
  transfer: { parentOf: (raw) => refOf(raw, 'source_transaction'), legsFrom: one(legFromTransfer) },
  transfer_reversal: { parentOf: (raw) => refOf(raw, 'transfer'), legsFrom: one(legFromTransferReversal) },
  payout: { parentOf: (raw) => refOf(raw, 'original_payout'), legsFrom: one(legFromPayout) },
  dispute: { parentOf: (raw) => refOf(raw, 'charge'), legsFrom: legsFromDispute },
  topup: { parentOf: noParent, legsFrom: () => [] },
}

/** Types whose meaning is known here; any other is kept and counted. */
export const knownObjectTypes: readonly string[] = Object.keys(translators)

/** Any object with an id and an age is kept, also of a type that nobody has seen; a leg only for what the books expect. */
export function objectFrom(raw: RawObject, reading: Reading): ProviderObjectFact {
  const id = textOf(raw, 'id')
  const objectType = textOf(raw, 'object')
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', id),
    id,
    objectType,
    created: raw.created === undefined ? reading.observedAt : instantOf(raw, 'created'),
    amountMinor: optionalMinor(raw, 'amount'),
    currency: raw.currency ? currencyOf(raw) : null,
    status: optionalText(raw, 'status'),
    parentId: translators[objectType]?.parentOf(raw) ?? null,
    raw,
    observedAt: reading.observedAt,
  }
}

/** The legs that an object stands for by itself, whatever balance transaction named it. */
export function legsFrom(raw: RawObject, reading: Reading): ProviderLegFact[] {
  return translators[textOf(raw, 'object')]?.legsFrom(raw, reading) ?? []
}

export function stateFrom(raw: RawObject, reading: Reading): ObjectState {
  return { object: objectFrom(raw, reading), legs: legsFrom(raw, reading) }
}
