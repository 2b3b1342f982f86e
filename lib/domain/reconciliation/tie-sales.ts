import type { Entry, Leg } from './facts'
import type { ReconPolicy } from './policy'

export type Ties = {
  /** Entries per object: those that name it and those that are tied to it by their order. */
  entriesOf(leg: Pick<Leg, 'account' | 'kind' | 'objectId'>): readonly Entry[]
  /** Entries that Stripe has nothing for; an entry whose order several charges carry is not among them. */
  unmatched: readonly Entry[]
  /** The charge that is kept, by the duplicate's key. */
  duplicateOf: ReadonlyMap<string, Leg>
}

export function legKey(leg: Pick<Leg, 'account' | 'kind' | 'objectId'>): string {
  return `${leg.account}|${leg.kind}|${leg.objectId}`
}

/** The entry that equals Stripe, else the earlier; ties by reference (entries come sorted). */
export function keptEntry(entries: readonly Entry[], leg: Leg): Entry | undefined {
  return entries.find((e) => e.amountMinor === leg.amountMinor && e.currency === leg.currency) ?? entries[0]
}

/** Ties each entry to its leg, and tells the charges that repeat another. Legs and entries come sorted. */
export function tieSales(legs: readonly Leg[], entries: readonly Entry[], policy: ReconPolicy): Ties {
  const byLeg = new Map<string, Entry[]>(legs.map((leg) => [legKey(leg), []]))
  const unmatched: Entry[] = []
  const unnamed = new Map<string, Entry[]>()
  for (const entry of entries) {
    if (entry.objectId !== null) {
      const named = byLeg.get(legKey({ ...entry, objectId: entry.objectId }))
      if (named) named.push(entry)
      else unmatched.push(entry)
    } else if (entry.kind === 'sale' && entry.orderReference !== null) push(unnamed, orderKey(entry), entry)
    else unmatched.push(entry)
  }
  const duplicateOf = new Map<string, Leg>()
  const orders = chargesByOrder(legs)
  for (const [order, charges] of orders) {
    const kept = tieOrder(charges, unnamed.get(order) ?? [], byLeg, policy)
    for (const [key, leg] of kept) duplicateOf.set(key, leg)
  }
  for (const [order, waiting] of unnamed) if (!orders.has(order)) unmatched.push(...waiting)
  return { entriesOf: (leg) => byLeg.get(legKey(leg)) ?? [], unmatched, duplicateOf }
}

function tieOrder(
  charges: readonly Leg[],
  unnamed: readonly Entry[],
  byLeg: Map<string, Entry[]>,
  policy: ReconPolicy,
): Map<string, Leg> {
  const [first] = charges
  if (!first || charges.length > policy.maxOrderCharges) return new Map()
  const isNamed = (leg: Leg) => (byLeg.get(legKey(leg)) ?? []).length > 0
  const allAlike = charges.every((leg) => likeness(leg) === likeness(first))
  if (charges.length === 1 || (allAlike && unnamed.length === 1 && !charges.some(isNamed))) {
    for (const entry of unnamed) byLeg.get(legKey(first))?.push(entry)
  } else if (unnamed.length > 0) return new Map()
  return surplusOf(charges, isNamed)
}

/** Charges of one order, amount and currency where the books know exactly one sale: all but that one. */
function surplusOf(charges: readonly Leg[], isBooked: (leg: Leg) => boolean): Map<string, Leg> {
  const alike = new Map<string, Leg[]>()
  for (const leg of charges) push(alike, likeness(leg), leg)
  const surplus = new Map<string, Leg>()
  for (const group of alike.values()) {
    const [booked, second] = group.filter(isBooked)
    if (!booked || second) continue
    for (const leg of group) if (leg !== booked) surplus.set(legKey(leg), booked)
  }
  return surplus
}

function chargesByOrder(legs: readonly Leg[]): Map<string, Leg[]> {
  const orders = new Map<string, Leg[]>()
  for (const leg of legs) if (leg.kind === 'sale' && leg.orderReference !== null) push(orders, orderKey(leg), leg)
  for (const charges of orders.values()) {
    charges.sort((a, b) => a.created.getTime() - b.created.getTime() || (a.objectId < b.objectId ? -1 : 1))
  }
  return orders
}

function orderKey({ account, orderReference }: { account: string; orderReference: string | null }): string {
  return `${account}|${orderReference}`
}

function likeness({ amountMinor, currency }: Leg): string {
  return `${amountMinor} ${currency}`
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
