import type { BalanceTransactionFact, ProviderLegFact, RawObject } from '@/lib/domain/provider/facts'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { BalanceEntry } from '@/lib/providers/port'
import { legFrom, objectFrom } from './facts-from-object'
import { legFromPayoutFailure } from './facts-from-payout'
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
} from './read-field'
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
 * One balance transaction with its expanded source: the immutable row, the source's state and the leg to hold against
 * the books. Amount, fee and net are stored as Stripe gave them; net = amount − fee is checked here and in SQL.
 */
export function factsFromBalanceTransaction(raw: RawObject, reading: Reading): BalanceEntry {
  const source = objectAt(raw, 'source')
  const transaction = transactionFrom(raw, reading)
  if (!source) return { transaction, object: null, leg: null }
  return { transaction, object: objectFrom(source, reading), leg: legOf(transaction, source, reading) }
}

function legOf(transaction: BalanceTransactionFact, source: RawObject, reading: Reading): ProviderLegFact | null {
  if (transaction.reportingCategory === 'payout_reversal') {
    return source.object === 'payout' ? legFromPayoutFailure(source, reading, transaction.created) : null
  }
  if (!expectedInBooks.has(transaction.reportingCategory)) return null
  const leg = legFrom(source, reading)
  // The row itself is the proof that the money moved, whatever the source's snapshot says.
  return leg && { ...leg, ...capturedIn(source), settled: true, void: false }
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
