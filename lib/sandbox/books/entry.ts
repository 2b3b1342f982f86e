import type { ChargeModel } from '../market/seller'

export type EntryKind =
  | 'sale'
  | 'refund'
  | 'application_fee'
  | 'application_fee_refund'
  | 'transfer'
  | 'transfer_reversal'
  | 'payout'
  | 'payout_failure'
  | 'refund_failure'
  | 'dispute'
  | 'dispute_reversal'
  | 'dispute_fee'

/** What one minor unit of a sale is to be worth on the balance, in minor units of `currency`: a decimal text. */
export type Quote = { currency: string; rate: string }

export type Share = { seller: string; amount: number }

/** One line of the platform's own books, with what only this side of the mirror knows about it. */
export type Entry = {
  reference: string
  kind: EntryKind
  account: string
  /** The Stripe object that the entry is really about. */
  objectId: string
  /** Whether the line says so, or leaves its reader with the order alone. */
  namesObject: boolean
  orderReference?: string
  amount: number
  currency: string
  /** Unix seconds. */
  occurredAt: number
  expectedAt?: number
  writtenAt: number
  seller?: string
  chargeType?: ChargeModel
  shares?: readonly Share[]
  quote?: Quote
  /** `invented`: nothing in Stripe stands behind it. `double`: another entry says the same already. */
  role: 'genuine' | 'invented' | 'double'
}

/** The line as the platform's systems hand it out. */
export function entryBody(entry: Entry): Record<string, unknown> {
  const body: Record<string, unknown> = {
    reference: entry.reference,
    kind: entry.kind,
    account: entry.account,
  }
  if (entry.namesObject) body.objectId = entry.objectId
  if (entry.orderReference !== undefined) body.orderReference = entry.orderReference
  body.amountMinor = String(entry.amount)
  body.currency = entry.currency
  body.occurredAt = iso(entry.occurredAt)
  if (entry.expectedAt !== undefined) body.expectedAt = iso(entry.expectedAt)
  if (entry.seller !== undefined) body.seller = entry.seller
  if (entry.chargeType !== undefined) body.chargeType = entry.chargeType
  if (entry.shares !== undefined) {
    body.shares = entry.shares.map((share) => ({ seller: share.seller, amountMinor: String(share.amount) }))
  }
  if (entry.quote !== undefined) body.quote = entry.quote
  return body
}

function iso(at: number): string {
  return new Date(at * 1000).toISOString()
}
