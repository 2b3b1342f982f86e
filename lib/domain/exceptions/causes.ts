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

/** The share of all movements that a trait has, as `part` of `whole`; undefined where nobody knows. */
export type ShareOf = (by: CauseBy, value: string) => { part: number; whole: number } | undefined

/**
 * Groups exceptions of one kind and direction that have something in common which is rare elsewhere. Each exception is in
 * one group at most: the largest first, ties by the order of `causeBys`, then by value; the order of input never matters.
 */
export function groupByCause(items: readonly CauseFacts[], shareOf: ShareOf, policy = causePolicy): Cause[] {
  const alike = Map.groupBy(items, ({ kind, direction }) => `${kind}|${direction}`)
  return [...alike.values()].flatMap((group) => causesAmong(group, shareOf, policy)).sort(compareCauses)
}

/** What may be a cause: who still shares it, and how many must so that it is three times what chance would make. */
type Candidate = { by: CauseBy; value: string; left: Set<CauseFacts>; least: number; shareBp: number }

function causesAmong(group: readonly CauseFacts[], shareOf: ShareOf, policy: CausePolicy): Cause[] {
  const candidates = candidatesAmong(group, shareOf, policy)
  const of = new Map<CauseFacts, Candidate[]>()
  for (const candidate of candidates) {
    for (const item of candidate.left) of.set(item, [...(of.get(item) ?? []), candidate])
  }
  const causes: Cause[] = []
  for (;;) {
    const best = candidates.reduce<Candidate | null>(larger, null)
    if (!best) return causes
    const members = [...best.left]
    causes.push(causeOf(best, members, group.length))
    for (const item of members) for (const candidate of of.get(item) ?? []) candidate.left.delete(item)
  }
}

function larger(best: Candidate | null, one: Candidate): Candidate | null {
  if (one.left.size < one.least) return best
  if (!best || one.left.size > best.left.size) return one
  return one.left.size === best.left.size && nameOf(one) < nameOf(best) ? one : best
}

function candidatesAmong(group: readonly CauseFacts[], shareOf: ShareOf, policy: CausePolicy): Candidate[] {
  return causeBys.flatMap((by) =>
    [...Map.groupBy(group, (item) => item.traits[by])].flatMap(([value, members]) => {
      const share = value === undefined ? undefined : shareOf(by, value)
      if (value === undefined || share === undefined || share.whole <= 0) return []
      const byChance = Math.ceil((policy.timesShare * group.length * share.part) / share.whole)
      const least = Math.max(policy.least, byChance)
      const shareBp = Math.round((share.part * 10_000) / share.whole)
      return members.length < least ? [] : [{ by, value, left: new Set(members), least, shareBp }]
    }),
  )
}

function causeOf({ by, value, shareBp }: Candidate, members: readonly CauseFacts[], of: number): Cause {
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

function nameOf({ by, value }: Pick<Cause, 'by' | 'value'>): string {
  return `${causeBys.indexOf(by)}|${value}`
}

function compareCauses(a: Cause, b: Cause): number {
  const keys = (cause: Cause) => `${nameOf(cause)}|${cause.kind}|${cause.direction}`
  return b.ids.length - a.ids.length || (keys(a) < keys(b) ? -1 : 1)
}
