/** Where a row of the balance stands in the order of its money, and what it moved. */
export type RowPlace = {
  id: string
  /** The row's money key: opaque here, needed to find the row again. */
  key: string
  netMinor: bigint
  availableOn: Date
  created: Date
  /**
   * Never left out of a state, for who reads the rows again would not find it among those that no listing names: a row
   * of a listing that came back, or a payout's own row in so far as it is money (its fee, a return without known rows).
   */
  isKept?: true
}

/** A balance transaction of one account, currency and balance type. */
export type BalanceRow = RowPlace & {
  category: string
  sourceId: string | null
  /** The automatic payout whose listing names it. */
  listedIn: string | null
}

/** A payout as Stripe shows it. `listed` is what Stripe's own listing holds; null where there is none (yet). */
export type PayoutFact = {
  id: string
  amountMinor: bigint
  created: Date
  isAutomatic: boolean
  isInstant: boolean
  listed: { rows: number; netMinor: bigint } | null
}

/** A part of a row: `minor` of it, beginning at `fromMinor`. Both have the sign of the row; a whole row begins at 0. */
export type Slice = { row: RowPlace; fromMinor: bigint; minor: bigint }

/** A slice that a payout consumed. `early`: an instant payout took it before it was available. */
export type Part = Slice & { isEarly: boolean }

export const factorCodes = ['remainder', 'listing', 'history', 'method', 'cut', 'ties'] as const
export type FactorCode = (typeof factorCodes)[number]
/** `points` of `most` possible ones; `says` names which case held. */
export type Factor = { code: FactorCode; points: number; most: number; says: string }

/** `listed`: Stripe named the rows. `allocated`: in order of availability. `awaited`: automatic, not listed yet. */
export type Basis = 'listed' | 'allocated' | 'awaited'

/** What a payout is made of, with the proof: before − consumed = after, and consumed + remainder = amount. */
export type Composition = {
  payoutId: string
  amountMinor: bigint
  created: Date
  basis: Basis
  beforeMinor: bigint
  consumedMinor: bigint
  remainderMinor: bigint
  afterMinor: bigint
  wholeRows: number
  cutRows: number
  confidence: number
  factors: Factor[]
  policy: string
  /** In order; empty where Stripe's own listing says it. */
  parts: Part[]
  /** What was open afterwards: from here the walk can go on. Null where that is too much to keep. */
  after: WalkState | null
}

/** What is open at one instant: enough to go on from there. */
export type WalkState = {
  balanceMinor: bigint
  /** By the listing that names the rows; '' for rows that no listing names. */
  pools: { listing: string; credits: Slice[]; debts: Slice[] }[]
  /** How much instant payouts took of rows that are not available yet. */
  early: { id: string; minor: bigint }[]
  /** The last place at which a payout took something of a row that no listing names. */
  frontier: RowPlace | null
  /** The rows behind the frontier are too many to be kept: whoever goes on reads them again. */
  isOpenBehind: boolean
}
