/**
 * The proof as data: for every balance that Stripe shows, the sum of balance transactions that it must equal.
 * `shown` are the parts of `GET /v1/balance` that are added up; `sum` says which balance transactions count and with
 * which sign. A null `shown` is a balance that Stripe keeps and does not show: there is nothing to compare with.
 */
export type BalancePart =
  | 'available'
  | 'pending'
  | 'connect_reserved'
  | 'issuing_available'
  | 'prefunding_available'
  | 'prefunding_pending'

export type SumRule =
  | { readonly of: 'balance_type'; readonly value: string; readonly sign: 1n }
  | { readonly of: 'reporting_category'; readonly value: string; readonly sign: -1n }

export type Equation = {
  readonly balanceType: string
  readonly shown: readonly BalancePart[] | null
  /** The parts whose money may be used now: `available_on` says the same of the sum. */
  readonly usable: readonly BalancePart[]
  readonly sum: SumRule
  readonly says: string
}

const ofType = (value: string): SumRule => ({ of: 'balance_type', value, sign: 1n })

export const equations: readonly Equation[] = [
  {
    balanceType: 'payments',
    shown: ['available', 'pending'],
    usable: ['available'],
    sum: ofType('payments'),
    says: 'available + pending = opening + Σ net of balance_type payments',
  },
  {
    balanceType: 'connect_reserved',
    shown: ['connect_reserved'],
    usable: ['connect_reserved'],
    sum: { of: 'reporting_category', value: 'connect_reserved_funds', sign: -1n },
    says: 'connect_reserved = opening − Σ net of connect_reserved_funds',
  },
  {
    balanceType: 'issuing',
    shown: ['issuing_available'],
    usable: ['issuing_available'],
    sum: ofType('issuing'),
    says: 'issuing.available = opening + Σ net of balance_type issuing',
  },
  {
    balanceType: 'refund_and_dispute_prefunding',
    shown: ['prefunding_available', 'prefunding_pending'],
    usable: ['prefunding_available'],
    sum: ofType('refund_and_dispute_prefunding'),
    says: 'prefunding.available + pending = opening + Σ net of balance_type refund_and_dispute_prefunding',
  },
  {
    balanceType: 'risk_reserved',
    shown: null,
    usable: [],
    sum: ofType('risk_reserved'),
    says: 'Stripe shows no risk-reserved balance: Σ net of balance_type risk_reserved stands alone',
  },
]

/** A balance type that Stripe invents later is summed and shown as not provable, never dropped. */
export function equationFor(balanceType: string): Equation {
  const known = equations.find((equation) => equation.balanceType === balanceType)
  const says = `Stripe shows no balance for ${balanceType}: its Σ net stands alone`
  return known ?? { balanceType, shown: null, usable: [], sum: ofType(balanceType), says }
}
