import { type Actor, type Role, roles } from '../access/actor'
import { type Permission, roleMay } from '../access/can'
import { urgencyPolicy } from '../exceptions/policy'
import { exponentOf } from '../money/money'

/**
 * What is bounded by an amount: writing off without a second person, and being the second person for a write-off or for
 * money that moves at Stripe.
 */
export const limitedActs = ['write_off_alone', 'answer_write_off', 'answer_payment'] as const
export type LimitedAct = (typeof limitedActs)[number]

const whoMay = (permission: Permission) => roles.filter((role) => roleMay(role, permission))

/** Who is bounded: whoever may do it at all. */
export const limitedRoles: Readonly<Record<LimitedAct, readonly Role[]>> = {
  write_off_alone: whoMay('exception.resolve'),
  answer_write_off: whoMay('approval.decide'),
  answer_payment: whoMay('approval.decide'),
}

/** Major units, or no bound. A role that is not listed has nothing. */
export type Bounds = Readonly<Partial<Record<Role, bigint | 'any'>>>

/** Dated, so that it can be said which limits held when something was done. */
export type Limits = {
  /** 0 is what is shipped. */
  readonly version: number
  readonly from: Date
  /** A request that nobody answers lapses: what was true some hours ago may no longer be. */
  readonly expiresAfterHours: number
  /** In major units worth about a dollar each. */
  readonly general: Readonly<Record<LimitedAct, Bounds>>
  /** In major units of the currency itself, where a house has set its own: act, then currency. */
  readonly own: Readonly<Partial<Record<LimitedAct, Readonly<Record<string, Bounds>>>>>
}

export const shippedLimits: Limits = {
  version: 0,
  from: new Date('2026-01-01T00:00:00Z'),
  expiresAfterHours: 4,
  general: {
    write_off_alone: { analyst: 100n, admin: 1_000n },
    answer_write_off: { analyst: 'any', compliance: 'any', admin: 'any' },
    answer_payment: { analyst: 'any', compliance: 'any', admin: 'any' },
  },
  own: {},
}

type Money = { readonly amountMinor: bigint; readonly currency: string }

/** The limit in minor units that holds for this role; null is no bound. A currency that nobody knows has a limit of nothing. */
export function limitOf(limits: Limits, act: LimitedAct, role: Role, currency: string): bigint | null {
  const exponent = exponentOf(currency)
  if (!exponent.ok) return 0n
  const own = limits.own[act]?.[currency]
  const bound = (own ?? limits.general[act])[role] ?? 0n
  if (bound === 'any') return null
  const perDollar = own ? 1n : (urgencyPolicy.majorPerDollar.get(currency) ?? 1n)
  return bound * perDollar * 10n ** BigInt(exponent.value)
}

/** Whether this is more than the actor may do: what goes together counts together, currency by currency. */
export function exceeds(limits: Limits, act: LimitedAct, actor: Actor, amounts: readonly Money[]): boolean {
  return [...Map.groupBy(amounts, ({ currency }) => currency)].some(([currency, parts]) => {
    const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
    const limit = actor.kind === 'user' ? limitOf(limits, act, actor.role, currency) : 0n
    return limit !== null && sum > limit
  })
}
