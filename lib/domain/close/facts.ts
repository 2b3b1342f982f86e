import type { ProofState } from '../ledger/prove'
import type { DateBasis, Month, Scope } from './period'

/** One balance at Stripe as it was last proven. */
export type BalanceFact = {
  readonly accountId: string
  readonly currency: string
  readonly balanceType: string
  /** `missing`: there are movements, and it was never proven. */
  readonly state: ProofState | 'missing'
  readonly providerMinor: bigint | null
  readonly residualMinor: bigint | null
  readonly provenAt: Date | null
  /** Nothing moved since it was proven, and Stripe no longer answers for the account. */
  readonly restsSince: boolean
}

/** An open exception by which somebody explains a residual, named by its number. */
export type NamedException = {
  readonly id: string
  readonly number: bigint
  readonly kind: string
  readonly accountId: string
  readonly currency: string
  readonly amountMinor: bigint
}

export const controls = ['stripe_clearing', 'seller_payable', 'connect_reserve', 'risk_reserve'] as const
export type Control = (typeof controls)[number]

/** One control account in one currency: what the ledger says at the month's end, and what stands against it. */
export type Tie = {
  readonly control: Control
  readonly account: string
  readonly currency: string
  readonly ledgerMinor: bigint
  readonly otherMinor: bigint
}

/** What one ledger account did in a month, in one currency. Balances are debits less credits. */
export type AccountMonth = {
  readonly ledgerAccount: string
  readonly currency: string
  readonly openingMinor: bigint
  readonly debitMinor: bigint
  readonly creditMinor: bigint
  readonly closingMinor: bigint
}

export type PeriodFacts = {
  readonly scope: Scope
  readonly month: Month
  readonly zone: string
  readonly basis: DateBasis
  readonly endsAt: Date
  /** The first earlier month that moved money and is not closed. */
  readonly earlierOpen: Month | null
  readonly unposted: bigint
  readonly balances: readonly BalanceFact[]
  readonly accounts: readonly AccountMonth[]
  /** As the month before was closed; null where none was. */
  readonly closedBefore: readonly Pick<AccountMonth, 'ledgerAccount' | 'currency' | 'closingMinor'>[] | null
  readonly ties: readonly Tie[]
}
