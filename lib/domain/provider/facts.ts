/** A JSON object as the provider wrote it; a number that a float cannot hold stands as `JSON.rawJSON`. */
export type RawObject = { [key: string]: unknown }

/** Which provider, test or live, on whose balance: part of every fact's identity. */
export type FactPlace = { provider: 'stripe'; livemode: boolean; accountId: string }

/** `<provider>:<id of the object that moved the money>`: known on arrival, never changed. */
export type MoneyKey = string

/** One line of an account's balance. Immutable at the provider, so it is stored once and never updated. */
export type BalanceTransactionFact = FactPlace & {
  moneyKey: MoneyKey
  id: string
  type: string
  reportingCategory: string
  balanceType: string
  sourceId: string | null
  amountMinor: bigint
  feeMinor: bigint
  netMinor: bigint
  currency: string
  /** The provider's decimal as text, so that no digit is lost. */
  exchangeRate: string | null
  created: Date
  availableOn: Date
  /** With `source` collapsed to its id: the source is a fact of its own. */
  raw: RawObject
}

/** The state of an object as one answer showed it; `observedAt` is when that request began. */
export type ProviderObjectFact = FactPlace & {
  moneyKey: MoneyKey
  id: string
  objectType: string
  created: Date
  amountMinor: bigint | null
  currency: string | null
  status: string | null
  parentId: string | null
  raw: RawObject
  observedAt: Date
}

/** The book entry kinds that an object of the provider can be held against (docs/findings.md). */
export type LegKind =
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

/** What the provider says moved: the provider's side of the match. `void` takes an unsettled leg back (a charge that failed). */
export type ProviderLegFact = FactPlace & {
  moneyKey: MoneyKey
  kind: LegKind
  objectId: string
  amountMinor: bigint
  currency: string
  created: Date
  settled: boolean
  parentId: string | null
  sellerId: string | null
  orderReference: string | null
  void: boolean
}

/** An account as the provider lists it: the platform's own or a connected one. */
export type AccountFact = {
  provider: 'stripe'
  livemode: boolean
  accountId: string
  isPlatform: boolean
  name: string | null
  country: string | null
  defaultCurrency: string | null
  created: Date | null
  raw: RawObject
  observedAt: Date
}

/** A notice that something happened. `accountId` is the account it happened on, never the platform by default. */
export type EventFact = FactPlace & {
  id: string
  type: string
  created: Date
  objectType: string | null
  objectId: string | null
  /** Where the object can only be read through another one: a reversal's transfer, a fee refund's fee. */
  parentId: string | null
  raw: RawObject
}

/** What an account's balance is, per currency and balance type; sums of the parts that the provider exposes. */
export type BalanceFact = {
  accountId: string
  observedAt: Date
  cells: { currency: string; balanceType: string; availableMinor: bigint; pendingMinor: bigint }[]
}
