import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import { rowOf } from './audit-story'
import { type BookedEntry, contractFeeFor, contractFor, type Held, type Reading, seconds } from './reading'

const DAY = 86_400
type Expectation = {
  object: string
  /** What its finding is called when the books' time is over. */
  unbooked: string
  /** Without that entry of the same object this one is not asked for. */
  first?: string
}
const EXPECTED: Record<string, Expectation> = {
  sale: { object: 'charge', unbooked: 'MISSING_IN_BOOKS' },
  refund: { object: 'refund', unbooked: 'MISSING_IN_BOOKS' },
  application_fee: { object: 'application_fee', unbooked: 'MISSING_IN_BOOKS' },
  application_fee_refund: { object: 'fee_refund', unbooked: 'MISSING_IN_BOOKS' },
  transfer: { object: 'transfer', unbooked: 'MISSING_IN_BOOKS' },
  transfer_reversal: { object: 'transfer_reversal', unbooked: 'MISSING_IN_BOOKS' },
  payout: { object: 'payout', unbooked: 'MISSING_IN_BOOKS' },
  payout_failure: { object: 'payout', unbooked: 'PAYOUT_FAILED_UNBOOKED', first: 'payout' },
  refund_failure: { object: 'refund', unbooked: 'REFUND_FAILED', first: 'refund' },
  dispute: { object: 'dispute', unbooked: 'DISPUTE_UNBOOKED' },
  dispute_reversal: { object: 'dispute', unbooked: 'DISPUTE_UNBOOKED', first: 'dispute' },
  dispute_fee: { object: 'dispute', unbooked: 'DISPUTE_FEE_UNBOOKED' },
}

/** Both sides of every entry and of every object that should have one. */
export function auditBooks(reading: Reading): Finding[] {
  const tied = tieAll(reading)
  const found = [...tied.values()].flatMap((entries) => auditEntries(reading, entries))
  const isBooked = (kind: string, held: Held) => tied.has(`${kind} ${held.account} ${held.object.id}`)
  const unbooked = Object.entries(EXPECTED).flatMap(([kind, { object }]) =>
    reading
      .of(object)
      .filter((held) => isExpected(reading, kind, held) && !isBooked(kind, held))
      .flatMap((held) => auditUnbooked(reading, kind, held, isBooked)),
  )
  return [...found, ...unbooked]
}

function tieAll(reading: Reading): Map<string, BookedEntry[]> {
  return Map.groupBy(reading.entries, (entry) => `${entry.kind} ${entry.account} ${tie(reading, entry)}`)
}

/** The entry that stands for an object where several name it, by kind, account and object. */
export function keptEntries(reading: Reading): Map<string, BookedEntry> {
  const kept = new Map<string, BookedEntry>()
  for (const [key, entries] of tieAll(reading)) {
    const [first] = entries as [BookedEntry]
    const object = reading.find(first.account, tie(reading, first))
    if (object !== undefined) kept.set(key, sorted(entries, worthOf(first.kind, object))[0]!)
  }
  return kept
}

/** The object that an entry names; a sale that names none is tied to the first charge of its order. */
function tie(reading: Reading, entry: BookedEntry): string {
  if (entry.objectId !== undefined) return entry.objectId
  const charges = chargesOf(reading, entry.account, entry.orderReference)
  return charges[0]?.id ?? `order ${entry.orderReference}`
}

function chargesOf(reading: Reading, account: string, order: unknown): StripeObject[] {
  return reading
    .of('charge')
    .filter((held) => held.account === account && isSale(held.object) && orderOf(held.object) === order)
    .map((held) => held.object)
    .sort((a, b) => Number(a.created) - Number(b.created))
}

/** A customer's charge, unless it is only authorised. */
const isSale = (charge: StripeObject) => charge.source_transfer === null && charge.captured !== false
const orderOf = (charge: StripeObject) => (charge.metadata as Record<string, string>).order_reference

function isExpected(reading: Reading, kind: string, { account, object }: Held): boolean {
  switch (kind) {
    case 'sale':
      return object.source_transfer === null && Number(object.amount_captured) > 0
    case 'refund':
      return object.source_transfer_reversal === null && object.balance_transaction !== null
    case 'payout_failure':
    case 'refund_failure':
      return reading.find(account, object.failure_balance_transaction) !== undefined
    case 'dispute_fee':
      return Number(rowOf(object, 'dispute')?.fee ?? 0) !== 0
    case 'dispute':
    case 'dispute_reversal':
      return rowOf(object, kind) !== undefined
    default:
      return true
  }
}

type Worth = { amount: number; currency: string }

/** What Stripe has for an entry of that kind. */
function worthOf(kind: string, object: StripeObject): Worth {
  const currency = String(object.currency)
  if (kind === 'sale') return { amount: Number(object.amount_captured), currency }
  if (kind !== 'dispute_fee') return { amount: Number(object.amount), currency }
  const taken = rowOf(object, 'dispute')
  return { amount: Number(taken?.fee), currency: String(taken?.currency) }
}

/** Entries for one object: the one that equals Stripe first, else the earliest. */
function sorted(entries: readonly BookedEntry[], { amount, currency }: Worth): BookedEntry[] {
  const isEqual = (entry: BookedEntry) => entry.amountMinor === String(amount) && entry.currency === currency
  return entries.toSorted(
    (a, b) =>
      Number(isEqual(b)) - Number(isEqual(a)) ||
      seconds(a.occurredAt) - seconds(b.occurredAt) ||
      (a.reference < b.reference ? -1 : 1),
  )
}

function auditEntries(reading: Reading, entries: BookedEntry[]): Finding[] {
  const [first] = entries as [BookedEntry]
  const { account, kind } = first
  const object = reading.find(account, tie(reading, first))
  if (object === undefined || !isExpected(reading, kind, { account, object }))
    return entries.map((entry) => unmatched(reading, entry))
  const worth = worthOf(kind, object)
  const [kept, ...rest] = sorted(entries, worth) as [BookedEntry, ...BookedEntry[]]
  const doubles = rest.map((entry) => finding('DUPLICATE', entry.reference, entry.currency, Number(entry.amountMinor)))
  const isUnsettled = kind === 'sale' && object.balance_transaction === null
  return [...(isUnsettled ? [] : compare(reading, kept, object, worth)), ...doubles]
}

function compare(reading: Reading, entry: BookedEntry, object: StripeObject, { amount, currency }: Worth): Finding[] {
  if (entry.currency !== currency) return [finding('CURRENCY_MISMATCH', object.id, currency, amount)]
  const difference = amount - Number(entry.amountMinor)
  if (difference === 0 || (entry.kind === 'application_fee' && isByContract(reading, entry, object))) return []
  return [finding('AMOUNT_MISMATCH', object.id, currency, difference)]
}

function isByContract(reading: Reading, entry: BookedEntry, fee: StripeObject): boolean {
  const charge = chargeOfFee(reading, fee)
  const contract = charge && contractFor(reading, fee.account, Number(charge.created))
  if (charge === undefined || contract === undefined) return false
  return contractFeeFor(contract, Number(charge.amount_captured), charge.currency) === BigInt(entry.amountMinor)
}

/** The customer's charge behind a fee: on the platform for destination charges, else on the seller's account. */
export function chargeOfFee(reading: Reading, fee: StripeObject): StripeObject | undefined {
  const origin = fee.originating_transaction
  return origin === null ? reading.find(String(fee.account), fee.charge) : reading.find(reading.platform, origin)
}

function unmatched(reading: Reading, entry: BookedEntry): Finding {
  const until = entry.expectedAt === undefined ? seconds(entry.occurredAt) + 3 * DAY : seconds(entry.expectedAt) + DAY
  const kind = until < reading.now ? 'MISSING_IN_STRIPE' : 'TIMING_PENDING'
  return finding(kind, entry.reference, entry.currency, Number(entry.amountMinor))
}

function auditUnbooked(
  reading: Reading,
  kind: string,
  held: Held,
  isBooked: (kind: string, held: Held) => boolean,
): Finding[] {
  const { account, object } = held
  const { amount, currency } = worthOf(kind, object)
  const { first, unbooked } = EXPECTED[kind]!
  if (kind === 'sale' && object.balance_transaction === null) return []
  if (first !== undefined && !isBooked(first, held)) return []
  if (kind === 'sale') {
    const again = chargesOf(reading, account, orderOf(object)).some(
      (other) =>
        other.amount === object.amount && other.currency === currency && isBooked('sale', { account, object: other }),
    )
    if (again) return [finding('DUPLICATE', object.id, currency, amount)]
  }
  const isOver = sinceOf(reading, kind, held) + DAY < reading.now
  return [finding(isOver ? unbooked : 'TIMING_PENDING', object.id, currency, amount)]
}

/** What fails or is won counts from its own transaction. */
function sinceOf(reading: Reading, kind: string, { account, object }: Held): number {
  if (kind === 'dispute_reversal') return Number(rowOf(object, kind)?.created)
  const isFailure = kind === 'payout_failure' || kind === 'refund_failure'
  return Number((isFailure ? reading.find(account, object.failure_balance_transaction) : object)?.created)
}
