import type { Contract } from '../books/contracts'
import type { Entry } from '../books/entry'
import type { StripeObject } from '../store/store'
import type { BankBook } from './bank/evidence'
import type { Plant } from './plant'

/** Everything that says what is to be found at `now`. A whole world offers it, and so does a small one made by hand. */
export type Evidence = {
  now: number
  platform: string
  get(account: string, id: string): StripeObject | undefined
  list(account: string, type: string): readonly StripeObject[]
  plants: readonly Plant[]
  bank?: readonly BankBook[]
  /** Genuine entries that may have only one side yet: not yet written, or written ahead of Stripe. */
  oneSided: readonly Entry[]
  isWritten(entry: Entry): boolean
  /** Charges whose money has not reached a balance yet. */
  awaited: readonly { account: string; charge: string }[]
  balances: readonly { account: string; currency: string; total: number }[]
  /** Charges that were disputed, or touched by a write that nobody planned. */
  touched: readonly { account: string; charge: string }[]
  contractsOf(seller: string): readonly Contract[]
  /** Refund entries with shares, for a charge. */
  refundShares(charge: string): readonly Entry[]
  /** The written sale entry that is kept for a charge, if it promises shares or a rate. */
  saleEntry(charge: string): Entry | undefined
  /** Whether the books have that entry of a payout, a refund or a dispute. */
  hasBegun(entry: Entry): boolean
}

export type Finding = { kind: string; object: string; currency: string; amountMinor: string }

export function finding(kind: string, object: string, currency: string, amount: number): Finding {
  return { kind, object, currency, amountMinor: String(Math.abs(amount)) }
}
