import type { Actor, Role } from '../access/actor'
import { urgencyPolicy } from '../exceptions/policy'
import { exponentOf } from '../money/money'

/** Up to what a role may write off alone. Dated, so that it can be said which limit held when something was done. */
export type WriteOffPolicy = {
  readonly version: string
  readonly from: Date
  /** In major units worth about a dollar each; a role that is not listed writes nothing off alone. */
  readonly upToDollars: Readonly<Partial<Record<Role, bigint>>>
  /** In major units of the currency itself, where a house has set its own. */
  readonly upToMajor: ReadonlyMap<string, Readonly<Partial<Record<Role, bigint>>>>
}

export const writeOffPolicies: readonly WriteOffPolicy[] = [
  {
    version: '2026-01',
    from: new Date('2026-01-01T00:00:00Z'),
    upToDollars: { analyst: 100n, admin: 1_000n },
    upToMajor: new Map(),
  },
]

/** Kept with what was done, so that it can be said by which limits. */
export function policyInForce(
  now: Date,
  policies: readonly WriteOffPolicy[] = writeOffPolicies,
): WriteOffPolicy | undefined {
  return policies.filter(({ from }) => from <= now).sort((a, b) => b.from.getTime() - a.from.getTime())[0]
}

/** The limit in minor units that holds for this role at this instant; with no policy yet in force it is nothing. */
export function writeOffLimit(
  role: Role,
  currency: string,
  now: Date,
  policies: readonly WriteOffPolicy[] = writeOffPolicies,
): bigint {
  const inForce = policyInForce(now, policies)
  const exponent = exponentOf(currency)
  if (!inForce || !exponent.ok) return 0n
  const own = inForce.upToMajor.get(currency)
  const perDollar = urgencyPolicy.majorPerDollar.get(currency) ?? 1n
  const major = own ? (own[role] ?? 0n) : (inForce.upToDollars[role] ?? 0n) * perDollar
  return major * 10n ** BigInt(exponent.value)
}

/** Whether this is more than the actor may write off alone: what goes together counts together, currency by currency. */
export function exceedsLimit(
  actor: Actor,
  amounts: readonly { amountMinor: bigint; currency: string }[],
  now: Date,
): boolean {
  return [...Map.groupBy(amounts, ({ currency }) => currency)].some(([currency, parts]) => {
    const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
    return actor.kind !== 'user' || sum > writeOffLimit(actor.role, currency, now)
  })
}
