import type { ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { isObject } from '../wire/exact-json'
import { currencyOf, instantOf, minorOf, refOf, textOf } from '../wire/read-field'
import { placeOf, type Reading } from './reading'

/** What a balance transaction says of the dispute behind it. */
export type DisputeMovement = { reportingCategory: string; feeMinor: bigint; currency: string; created: Date }

/**
 * What one balance transaction of a dispute moved: the withdrawal with the fee that was taken along, or the money's
 * return. The withdrawal and its fee are as old as the dispute, the return as old as its own transaction.
 */
export function legsFromDisputeMovement(raw: RawObject, reading: Reading, moved: DisputeMovement): ProviderLegFact[] {
  const opened = instantOf(raw, 'created')
  const whole = { amountMinor: minorOf(raw, 'amount'), currency: currencyOf(raw) }
  if (moved.reportingCategory === 'dispute_reversal')
    return [disputeLeg(raw, reading, { kind: 'dispute_reversal', ...whole, created: moved.created })]
  if (moved.reportingCategory !== 'dispute') return []
  const taken = disputeLeg(raw, reading, { kind: 'dispute', ...whole, created: opened })
  if (moved.feeMinor <= 0n) return [taken]
  const fee = { kind: 'dispute_fee', amountMinor: moved.feeMinor, currency: moved.currency, created: opened } as const
  return [taken, disputeLeg(raw, reading, fee)]
}

/** The dispute itself lists its balance transactions: none for an inquiry, which has moved no money. */
export function legsFromDispute(raw: RawObject, reading: Reading): ProviderLegFact[] {
  const listed = Array.isArray(raw.balance_transactions) ? raw.balance_transactions.filter(isObject) : []
  return listed.flatMap((row) =>
    legsFromDisputeMovement(raw, reading, {
      reportingCategory: textOf(row, 'reporting_category'),
      feeMinor: minorOf(row, 'fee'),
      currency: currencyOf(row),
      created: instantOf(row, 'created'),
    }),
  )
}

type Moved = Pick<ProviderLegFact, 'kind' | 'amountMinor' | 'currency' | 'created'>

function disputeLeg(raw: RawObject, reading: Reading, moved: Moved): ProviderLegFact {
  const id = textOf(raw, 'id')
  return {
    ...placeOf(reading),
    ...moved,
    moneyKey: moneyKeyOf('stripe', id),
    objectId: id,
    settled: true,
    parentId: refOf(raw, 'charge'),
    sellerId: reading.isPlatform ? null : reading.accountId,
    orderReference: null,
    void: false,
  }
}
