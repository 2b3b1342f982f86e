import type { FeeContract } from '../fees/contract'
import type { LegKind } from '../provider/facts'

/** What a charge became on the balance: the sum of its own transactions, and when the first of them was made. */
export type Settlement = { amountMinor: bigint; currency: string; at: Date }

/** Stripe's side: one row per object that moved money, as docs/findings.md compares it. */
export type Leg = {
  kind: LegKind
  account: string
  objectId: string
  amountMinor: bigint
  currency: string
  created: Date
  /** False while a charge has no balance transaction. */
  settled: boolean
  parentId: string | null
  seller: string | null
  orderReference: string | null
  /** The object's own status, where it is known: a failed refund is not a refund, a lost dispute is decided. */
  status: string | null
  /** The object's `amount`: for a charge what was asked for, not what was captured. */
  askedMinor: bigint | null
  /** Of a charge whose balance transactions are known; null of everything else. */
  settlement: Settlement | null
}

export type Share = { seller: string; amountMinor: bigint }

/** What a conversion was promised at: `rate` minor units of `currency` for one of the sale's, a decimal as text. */
export type Quote = { currency: string; rate: string }

/** The books' side. */
export type Entry = {
  id: string
  reference: string
  kind: LegKind
  account: string
  objectId: string | null
  orderReference: string | null
  amountMinor: bigint
  currency: string
  occurredAt: Date
  expectedAt: Date | null
  seller: string | null
  shares: readonly Share[] | null
  quote: Quote | null
}

/** A payout of Stripe's own schedule and the sum of what Stripe lists in it, without the payout's own line. */
export type PayoutItems = {
  account: string
  payoutId: string
  currency: string
  amountMinor: bigint
  created: Date
  itemsMinor: bigint
  items: number
}

/** A balance transaction, for the questions whether its category is known and whether it belongs to a payment. */
export type Movement = {
  account: string
  id: string
  sourceId: string | null
  reportingCategory: string
  type: string
  netMinor: bigint
  currency: string
  created: Date
  /** Who pays Stripe's fees of this connected account; null on the platform's own, and where it is not known. */
  feePayer: string | null
}

/** Everything about one payment: a root charge (with the charges of the same order) or an object that stands alone. */
export type FamilyFacts = {
  platformAccount: string | null
  legs: readonly Leg[]
  entries: readonly Entry[]
  contracts: readonly FeeContract[]
  payouts: readonly PayoutItems[]
  movements: readonly Movement[]
}

/** One cell of an account's balance as server/proof stored it. */
export type BalanceCell = {
  account: string
  currency: string
  balanceType: string
  state: string
  /** Stripe's figure: for `payments` available + pending. */
  providerMinor: bigint | null
  ledgerMinor: bigint
  residualMinor: bigint | null
  provenAt: Date
}
