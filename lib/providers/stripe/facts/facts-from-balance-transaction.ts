import type { BalanceTransactionFact, ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { BalanceEntry } from '@/lib/providers/port'
import {
  currencyOf,
  decimalOf,
  instantOf,
  minorOf,
  NotUnderstood,
  objectAt,
  optionalText,
  refOf,
  textOf,
} from '../wire/read-field'
import { legsFromDisputeMovement } from './facts-from-dispute'
import { legsFrom, objectFrom } from './facts-from-object'
import { legFromPayoutFailure } from './facts-from-payout'
import { legFromRefundFailure } from './facts-from-refund'
import { placeOf, type Reading } from './reading'

/** Reporting categories whose source the platform's books are expected to hold (docs/findings.md). */
const expectedInBooks = new Set([
  'charge',
  'partial_capture_reversal',
  'refund',
  'platform_earning',
  'platform_earning_refund',
  'transfer',
  'transfer_reversal',
  'payout',
])

/**
 * One balance transaction with its expanded source: the immutable row, the source's state and the legs to hold
 * against the books. Amount, fee and net are stored as Stripe gave them; net = amount − fee is checked here and in SQL.
 */
export function factsFromBalanceTransaction(raw: RawObject, reading: Reading): BalanceEntry {
  const source = objectAt(raw, 'source')
  const transaction = transactionFrom(raw, reading)
  if (!source) return { transaction, object: null, legs: [] }
  return { transaction, object: objectFrom(source, reading), legs: legsOf(transaction, source, reading) }
}

function legsOf(transaction: BalanceTransactionFact, source: RawObject, reading: Reading): ProviderLegFact[] {
  const { reportingCategory, created } = transaction
  if (source.object === 'dispute') return legsFromDisputeMovement(source, reading, transaction)
  if (reportingCategory === 'payout_reversal')
    return source.object === 'payout' ? [legFromPayoutFailure(source, reading, created)] : []
  if (reportingCategory === 'refund_failure') {
    const failure = source.object === 'refund' ? legFromRefundFailure(source, reading, created) : null
    return failure ? [failure] : []
  }
  if (!expectedInBooks.has(reportingCategory)) return []
  // The row itself is the proof that the money moved, whatever the source's snapshot says.
  return legsFrom(source, reading).map((leg) => ({ ...leg, ...capturedIn(source), settled: true, void: false }))
}

/** A charge whose snapshot still lacks its balance transaction counts as captured for what the snapshot says was. */
function capturedIn(source: RawObject): { amountMinor?: bigint } {
  return source.object === 'charge' ? { amountMinor: minorOf(source, 'amount_captured') } : {}
}

function transactionFrom(raw: RawObject, reading: Reading): BalanceTransactionFact {
  const id = textOf(raw, 'id')
  const sourceId = refOf(raw, 'source')
  const [amountMinor, feeMinor, netMinor] = [minorOf(raw, 'amount'), minorOf(raw, 'fee'), minorOf(raw, 'net')]
  if (netMinor !== amountMinor - feeMinor) throw new NotUnderstood(`${id}: net is not amount less fee`)
  return {
    ...placeOf(reading),
    moneyKey: moneyKeyOf('stripe', sourceId ?? id),
    id,
    type: textOf(raw, 'type'),
    reportingCategory: textOf(raw, 'reporting_category'),
    balanceType: optionalText(raw, 'balance_type') ?? 'payments',
    sourceId,
    amountMinor,
    feeMinor,
    netMinor,
    currency: currencyOf(raw),
    exchangeRate: decimalOf(raw, 'exchange_rate'),
    created: instantOf(raw, 'created'),
    availableOn: instantOf(raw, 'available_on'),
    raw: { ...raw, source: sourceId },
  }
}
