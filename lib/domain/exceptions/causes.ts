import type { Direction, FindingKind } from '../reconciliation/finding'

/** What exceptions may have in common, the most telling first. */
export const causeBys = ['import', 'hour', 'tier', 'seller'] as const
export type CauseBy = (typeof causeBys)[number]

export type CauseFacts = {
  id: string
  kind: FindingKind
  direction: Direction
  currency: string
  amountMinor: bigint
  /** What is known of it: the import its entry came with, the hour it happened in, the seller and his fee tier. */
  traits: Partial<Record<CauseBy, string>>
}

export type Cause = {
  kind: FindingKind
  direction: Direction
  by: CauseBy
  value: string
  ids: string[]
  /** How many of this kind and direction there are in all. */
  of: number
  /** The value's share of all movements, in basis points: what chance alone would make its share here. */
  shareBp: number
  sums: { currency: string; amountMinor: bigint }[]
}

export type CausePolicy = { readonly version: string; readonly least: number; readonly timesShare: number }

/** Fewer than three are no pattern; three times its usual share is one. */
export const causePolicy: CausePolicy = { version: '2026-11', least: 3, timesShare: 3 }

/** The share of all movements that a trait has, in basis points; undefined where nobody knows. */
export type ShareOf = (by: CauseBy, value: string) => number | undefined

/**
 * Groups exceptions of one kind and direction that have something in common which is rare elsewhere. Each exception is in
 * one group at most: the largest first, ties by the order of `causeBys`, then by value; the order of input never matters.
 */
export function groupByCause(items: readonly CauseFacts[], shareOf: ShareOf, policy = causePolicy): Cause[] {
  const alike = Map.groupBy(items, ({ kind, direction }) => `${kind}|${direction}`)
  return [...alike.values()].flatMap((group) => causesAmong(group, shareOf, policy)).sort(compareCauses)
}

function causesAmong(group: readonly CauseFacts[], shareOf: ShareOf, policy: CausePolicy): Cause[] {
  const causes: Cause[] = []
  let left = group
  for (;;) {
    const best = candidatesAmong(left, group.length, shareOf, policy).sort(compareCauses)[0]
    if (!best) return causes
    causes.push(best)
    const taken = new Set(best.ids)
    left = left.filter(({ id }) => !taken.has(id))
  }
}

function candidatesAmong(left: readonly CauseFacts[], of: number, shareOf: ShareOf, policy: CausePolicy): Cause[] {
  return causeBys.flatMap((by) => {
    const sharing = Map.groupBy(left, (item) => item.traits[by])
    return [...sharing].flatMap(([value, members]) => {
      const shareBp = value === undefined ? undefined : shareOf(by, value)
      if (value === undefined || shareBp === undefined || members.length < policy.least) return []
      if (members.length * 10_000 < policy.timesShare * of * shareBp) return []
      return [causeOf(by, value, members, of, shareBp)]
    })
  })
}

function causeOf(by: CauseBy, value: string, members: readonly CauseFacts[], of: number, shareBp: number): Cause {
  const sums = new Map<string, bigint>()
  for (const { currency, amountMinor } of members) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
  const [first] = members
  return {
    kind: first?.kind as FindingKind,
    direction: first?.direction as Direction,
    by,
    value,
    ids: members.map(({ id }) => id).sort(),
    of,
    shareBp,
    sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amountMinor]) => ({ currency, amountMinor })),
  }
}

function compareCauses(a: Cause, b: Cause): number {
  const keys = (cause: Cause) => `${causeBys.indexOf(cause.by)}|${cause.value}|${cause.kind}|${cause.direction}`
  return b.ids.length - a.ids.length || (keys(a) < keys(b) ? -1 : 1)
}
