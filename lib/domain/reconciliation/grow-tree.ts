import type { Leg } from './facts'

export type Tree = {
  legs: readonly Leg[]
  rootOf(object: string): string
  parentOf(leg: Leg, kind: Leg['kind']): Leg | undefined
  childrenOf(leg: Leg, kind: Leg['kind']): Leg[]
}

/** Refund → charge, dispute → charge, reversal → transfer → charge: a parent that is not here yet is still the root. */
export function growTree(legs: readonly Leg[]): Tree {
  const byId = new Map<string, Leg>()
  const children = new Map<string, Leg[]>()
  for (const leg of legs) {
    if (!byId.has(leg.objectId)) byId.set(leg.objectId, leg)
    if (leg.parentId !== null) children.set(leg.parentId, [...(children.get(leg.parentId) ?? []), leg])
  }
  const rootOf = (object: string, depth = 0): string => {
    const parent = byId.get(object)?.parentId
    return parent == null || depth > 4 ? object : rootOf(parent, depth + 1)
  }
  return {
    legs,
    rootOf: (object) => rootOf(object),
    parentOf: (leg, kind) => {
      const parent = leg.parentId === null ? undefined : byId.get(leg.parentId)
      return parent?.kind === kind ? parent : undefined
    },
    childrenOf: (leg, kind) => (children.get(leg.objectId) ?? []).filter((child) => child.kind === kind),
  }
}
