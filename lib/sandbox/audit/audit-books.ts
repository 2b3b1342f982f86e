import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import { type BookedEntry, contractFeeFor, contractFor, type Held, type Reading, seconds } from './reading'

const DAY = 86_400
const OBJECT_OF: Record<string, string> = {
  sale: 'charge',
  refund: 'refund',
  application_fee: 'application_fee',
  application_fee_refund: 'fee_refund',
  transfer: 'transfer',
  transfer_reversal: 'transfer_reversal',
  payout: 'payout',
  payout_failure: 'payout',
}

/** Both sides of every entry and of every object that should have one. */
export function auditBooks(reading: Reading): Finding[] {
  const tied = Map.groupBy(reading.entries, (entry) => `${entry.kind} ${entry.account} ${tie(reading, entry)}`)
  const found = [...tied.values()].flatMap((entries) => auditEntries(reading, entries))
  const isBooked = (kind: string, held: Held) => tied.has(`${kind} ${held.account} ${held.object.id}`)
  const unbooked = Object.entries(OBJECT_OF).flatMap(([kind, type]) =>
    reading
      .of(type)
      .filter((held) => isExpected(kind, held.object) && !isBooked(kind, held))
      .flatMap((held) => auditUnbooked(reading, kind, held, isBooked)),
  )
  return [...found, ...unbooked]
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

function isExpected(kind: string, object: StripeObject): boolean {
  if (kind === 'sale') return object.source_transfer === null && Number(object.amount_captured) > 0
  if (kind === 'refund') return object.source_transfer_reversal === null && object.balance_transaction !== null
  return kind !== 'payout_failure' || object.failure_balance_transaction !== null
}

function auditEntries(reading: Reading, entries: BookedEntry[]): Finding[] {
  const [first] = entries as [BookedEntry]
  const object = reading.find(first.account, tie(reading, first))
  if (object === undefined || !isExpected(first.kind, object)) return entries.map((entry) => unmatched(reading, entry))
  const amount = first.kind === 'sale' ? Number(object.amount_captured) : Number(object.amount)
  const isEqual = (entry: BookedEntry) => entry.amountMinor === String(amount) && entry.currency === object.currency
  const [kept, ...rest] = entries.toSorted(
    (a, b) =>
      Number(isEqual(b)) - Number(isEqual(a)) ||
      seconds(a.occurredAt) - seconds(b.occurredAt) ||
      (a.reference < b.reference ? -1 : 1),
  ) as [BookedEntry, ...BookedEntry[]]
  const doubles = rest.map((entry) => finding('DUPLICATE', entry.reference, entry.currency, Number(entry.amountMinor)))
  const isUnsettled = first.kind === 'sale' && object.balance_transaction === null
  return [...(isUnsettled ? [] : compare(reading, kept, object, amount)), ...doubles]
}

function compare(reading: Reading, entry: BookedEntry, object: StripeObject, amount: number): Finding[] {
  const currency = String(object.currency)
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
  const currency = String(object.currency)
  const amount = kind === 'sale' ? object.amount_captured : object.amount
  if (kind === 'sale' && object.balance_transaction === null) return []
  if (kind === 'payout_failure' && !isBooked('payout', held)) return []
  if (kind === 'sale') {
    const again = chargesOf(reading, account, orderOf(object)).some(
      (other) =>
        other.amount === object.amount && other.currency === currency && isBooked('sale', { account, object: other }),
    )
    if (again) return [finding('DUPLICATE', object.id, currency, Number(object.amount_captured))]
  }
  const back = kind === 'payout_failure' ? reading.find(account, object.failure_balance_transaction) : object
  if (Number(back?.created) + DAY >= reading.now)
    return [finding('TIMING_PENDING', object.id, currency, Number(amount))]
  return [
    finding(
      kind === 'payout_failure' ? 'PAYOUT_FAILED_UNBOOKED' : 'MISSING_IN_BOOKS',
      object.id,
      currency,
      Number(amount),
    ),
  ]
}
