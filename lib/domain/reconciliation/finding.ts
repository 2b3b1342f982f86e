/** The kinds that are looked for: what each means is said in docs/findings.md. */
export const findingKinds = [
  'MISSING_IN_BOOKS',
  'MISSING_IN_STRIPE',
  'TIMING_PENDING',
  'AMOUNT_MISMATCH',
  'CURRENCY_MISMATCH',
  'FEE_VARIANCE',
  'DUPLICATE',
  'APP_FEE_NOT_REFUNDED',
  'TRANSFER_NOT_REVERSED',
  'PAYOUT_FAILED_UNBOOKED',
  'NEGATIVE_BALANCE',
  'UNKNOWN_TYPE',
  'UNEXPLAINED_RESIDUAL',
  'REFUND_FAILED',
  'DISPUTE_UNBOOKED',
  'DISPUTE_FEE_UNBOOKED',
  'REFUNDED_AND_DISPUTED',
  'DISPUTE_NOT_RECOVERED',
  'RETRANSFER_OWED',
  'TRANSFER_MISSING',
  'SPLIT_INCOMPLETE',
  'OVER_TRANSFERRED',
  'FEE_UNATTRIBUTED',
  'FX_VARIANCE',
  'RESERVE_DRIFT',
  'PAYOUT_NOT_IN_BANK',
  'BANK_WITHOUT_PAYOUT',
  'TOPUP_UNMATCHED',
  'AMBIGUOUS',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** Who owes whom. `books_only`: the money is where it belongs and only the books say otherwise. */
export const directions = [
  'platform_owes_seller',
  'seller_owes_platform',
  'stripe_owes_platform',
  'platform_owes_stripe',
  'stripe_owes_seller',
  'platform_owes_customer',
  'seller_owes_customer',
  'customer_owes_platform',
  'customer_owes_seller',
  'books_only',
  'unknown',
] as const
export type Direction = (typeof directions)[number]

/** One row of either side, as the evidence shows it. Amounts are strings of minor units. */
export type EvidenceRow = {
  side: 'stripe' | 'books' | 'bank'
  id: string
  kind: string
  account: string
  amountMinor: string
  currency: string
  at: string
  objectId?: string
  orderReference?: string
  seller?: string
}

/** One signed part of the finding's amount; all parts together are the amount. */
export type EvidencePart = { label: string; amountMinor: string }

export type Evidence = {
  rows: EvidenceRow[]
  /** The arithmetic of the amount: the parts add up to it. */
  parts: EvidencePart[]
  /** The rule in words, with its numbers. */
  rule: string
  /** What the platform has really lost over the whole payment (negative: gained); only where a leak was looked at. */
  platformLossMinor?: string
  policyVersion: string
}

/** What the engine found. `(kind, object, currency, amountMinor)` is the finding; the rest explains it. */
export type Finding = {
  kind: FindingKind
  /** The Stripe object's id, or the books' reference where Stripe has none. */
  object: string
  account: string
  seller: string | null
  currency: string
  amountMinor: bigint
  direction: Direction
  occurredAt: Date
  /** The Stripe object id (or the entry's reference) that leads to the family this finding belongs to. */
  root: string
  /** Only for TIMING_PENDING: until when both sides are in time. */
  until: Date | null
  /** Sets two findings of one account and currency apart where one account has several balances. */
  part: string | null
  sentence: string
  evidence: Evidence
}
