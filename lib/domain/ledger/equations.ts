/**
 * The proof as data: for every balance that Stripe shows, the sum of balance transactions that it must equal.
 * `shown` names the parts of a cell of `GET /v1/balance` that are added up; null is a balance that Stripe keeps and
 * does not show, so that there is nothing to compare with. An `optional` balance is left out by Stripe where the
 * account does not have it: absent means not provable, never zero.
 */
export type Equation = {
  readonly balanceType: string
  readonly shown: readonly BalancePart[] | null
  readonly optional: boolean
  readonly sum: SumRule
  readonly says: string
  /** Further lines, where Stripe shows the balance in two parts: each part is proven by itself. */
  readonly split?: SplitLines
  /** How a balance that Stripe does not show is proven: by what its holds took from the other balances. */
  readonly otherwise?: { readonly says: string }
}

export type SplitLines = { readonly available: Record<PayoutRule, string>; readonly pending: string }

/**
 * A payout leaves `available` at once, though its row becomes available with its arrival date only; Stripe documents
 * neither, so the proof holds for the one rule or for the other and says which.
 */
export const payoutRules = ['at_once', 'on_arrival'] as const
export type PayoutRule = (typeof payoutRules)[number]

export type BalancePart = 'availableMinor' | 'pendingMinor'

export type SumRule =
  | { readonly of: 'balance_type'; readonly value: string; readonly sign: 1n }
  | { readonly of: 'reporting_category'; readonly value: string; readonly sign: -1n }

const ofType = (value: string): SumRule => ({ of: 'balance_type', value, sign: 1n })

/** Due: Stripe says that the row is available, or its `available_on` has come. */
const split: SplitLines = {
  available: {
    at_once: 'available = opening + Σ net due, payouts at once',
    on_arrival: 'available = opening + Σ net due, payouts on arrival',
  },
  pending: 'pending = Σ net not yet due',
}

export const equations: readonly Equation[] = [
  {
    balanceType: 'payments',
    shown: ['availableMinor', 'pendingMinor'],
    optional: false,
    sum: ofType('payments'),
    says: 'available + pending = opening + Σ net of payments',
    split,
  },
  {
    balanceType: 'connect_reserved',
    shown: ['availableMinor'],
    optional: true,
    sum: { of: 'reporting_category', value: 'connect_reserved_funds', sign: -1n },
    says: 'connect_reserved = opening − Σ net of connect_reserved_funds',
  },
  {
    balanceType: 'issuing',
    shown: ['availableMinor'],
    optional: true,
    sum: ofType('issuing'),
    says: 'available = opening + Σ net of issuing',
  },
  {
    balanceType: 'refund_and_dispute_prefunding',
    shown: ['availableMinor', 'pendingMinor'],
    optional: true,
    sum: ofType('refund_and_dispute_prefunding'),
    says: 'available + pending = opening + Σ net of prefunding',
    split,
  },
  {
    balanceType: 'risk_reserved',
    shown: null,
    optional: true,
    sum: ofType('risk_reserved'),
    says: 'Stripe shows no risk-reserved balance: holds less releases stand alone',
    otherwise: { says: 'holds less releases = −Σ net of risk_reserved_funds on the other balances' },
  },
]

/** A balance type that Stripe invents later is summed and shown as not provable, never dropped. */
export function equationFor(balanceType: string): Equation {
  const known = equations.find((equation) => equation.balanceType === balanceType)
  const says = `Stripe shows no balance for ${balanceType}: its Σ net stands alone`
  return known ?? { balanceType, shown: null, optional: true, sum: ofType(balanceType), says }
}
