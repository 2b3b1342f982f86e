import type { ProviderLegFact, ProviderObjectFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { ObjectState } from '@/lib/providers/port'
import { chargeOfFee, legFromApplicationFee, legFromFeeRefund } from './facts-from-application-fee'
import { legFromCharge } from './facts-from-charge'
import { legFromPayout } from './facts-from-payout'
import { legFromRefund } from './facts-from-refund'
import { legFromTransfer, legFromTransferReversal } from './facts-from-transfer'
import { currencyOf, instantOf, optionalMinor, optionalText, refOf, textOf } from './read-field'
import { placeOf, type Reading } from './reading'

type Translator = {
  parentOf(raw: RawObject): string | null
  legFrom(raw: RawObject, reading: Reading): ProviderLegFact | null
}

const noLeg = () => null
const translators: Record<string, Translator> = {
  charge: { parentOf: noLeg, legFrom: legFromCharge },
  refund: { parentOf: (raw) => refOf(raw, 'charge'), legFrom: legFromRefund },
  application_fee: { parentOf: chargeOfFee, legFrom: legFromApplicationFee },
  fee_refund: { parentOf: (raw) => refOf(raw, 'fee'), legFrom: legFromFeeRefund },
  transfer: { parentOf: (raw) => refOf(raw, 'source_transaction'), legFrom: legFromTransfer },
  transfer_reversal: { parentOf: (raw) => refOf(raw, 'transfer'), legFrom: legFromTransferReversal },
  payout: { parentOf: (raw) => refOf(raw, 'original_payout'), legFrom: legFromPayout },
  dispute: { parentOf: (raw) => refOf(raw, 'charge'), legFrom: noLeg },
  topup: { parentOf: noLeg, legFrom: noLeg },
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

/** The leg that an object stands for by itself, whatever balance transaction named it. */
export function legFrom(raw: RawObject, reading: Reading): ProviderLegFact | null {
  return translators[textOf(raw, 'object')]?.legFrom(raw, reading) ?? null
}

export function stateFrom(raw: RawObject, reading: Reading): ObjectState {
  const leg = legFrom(raw, reading)
  return { object: objectFrom(raw, reading), legs: leg ? [leg] : [] }
}
