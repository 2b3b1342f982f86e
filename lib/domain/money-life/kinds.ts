import type { EdgeKind, LifeObject } from './life'

/** What a balance transaction of a category is in the life of money, and which book entry it would be. */
type Kind = { readonly kind: string; readonly entry: string | null }

const kinds: Record<string, Kind> = {
  charge: { kind: 'charge', entry: 'sale' },
  charge_failure: { kind: 'charge_failure', entry: null },
  partial_capture_reversal: { kind: 'partial_capture_reversal', entry: null },
  refund: { kind: 'refund', entry: 'refund' },
  refund_failure: { kind: 'refund_failure', entry: 'refund_failure' },
  dispute: { kind: 'dispute', entry: 'dispute' },
  dispute_reversal: { kind: 'dispute_reversal', entry: 'dispute_reversal' },
  platform_earning: { kind: 'application_fee', entry: 'application_fee' },
  platform_earning_refund: { kind: 'application_fee_refund', entry: 'application_fee_refund' },
  transfer: { kind: 'transfer', entry: 'transfer' },
  transfer_reversal: { kind: 'transfer_reversal', entry: 'transfer_reversal' },
  payout: { kind: 'payout', entry: 'payout' },
  payout_reversal: { kind: 'payout_return', entry: 'payout_failure' },
  connect_reserved_funds: { kind: 'reserve', entry: null },
  risk_reserved_funds: { kind: 'reserve', entry: null },
}

/** Of an object that has moved nothing yet: what its first row would be. */
const categoryOfType: Record<string, string> = {
  application_fee: 'platform_earning',
  fee_refund: 'platform_earning_refund',
}

export function categoryOf(object: LifeObject): string {
  return categoryOfType[object.type] ?? object.type
}

/** A payment that a transfer carried is the seller's half of it: no sale, and its refund no refund. */
export function kindOf(category: string, object: LifeObject | undefined): Kind {
  if (object && object.sourceTransfer !== null && category === 'charge') return { kind: 'sellers_payment', entry: null }
  if (object && object.sourceReversal !== null && category === 'refund') return { kind: 'sellers_return', entry: null }
  return kinds[category] ?? { kind: category, entry: null }
}

/** Nodes that hold other money too: a life counts only the parts that it has in them. */
export function isShared(kind: string): boolean {
  return kind === 'payout' || kind === 'payout_return'
}

/** Why an object stems from its parent. */
export function originOf(type: string): EdgeKind {
  switch (type) {
    case 'refund':
      return 'refund_of'
    case 'application_fee':
      return 'fee_of'
    case 'transfer':
      return 'transfer_of'
    case 'dispute':
      return 'dispute_of'
    case 'transfer_reversal':
    case 'fee_refund':
      return 'reversal_of'
    default:
      return 'source'
  }
}

const takes: ReadonlySet<string> = new Set([
  'refund',
  'application_fee_refund',
  'transfer',
  'payout',
  'dispute',
  'dispute_fee',
])

/** Books write amounts without a sign: which way a kind moves its account. */
export function signedEntry(kind: string, amountMinor: bigint): bigint {
  return takes.has(kind) ? -amountMinor : amountMinor
}
