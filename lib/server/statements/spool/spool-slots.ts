/** Files that are taken in at once, each up to the whole size on disk: of a marketplace, and of all. */
export const mostSpools = { ofOne: 2, ofAll: 8 }

const taken = new Map<string, number>()

/** Answers how to give the place back; null where none is free. One tenant's slow senders leave room for the others. */
export function takeSpoolSlot(marketplaceId: string): (() => void) | null {
  const own = taken.get(marketplaceId) ?? 0
  const all = [...taken.values()].reduce((sum, count) => sum + count, 0)
  if (own >= mostSpools.ofOne || all >= mostSpools.ofAll) return null
  taken.set(marketplaceId, own + 1)
  return () => {
    const left = (taken.get(marketplaceId) ?? 1) - 1
    if (left > 0) taken.set(marketplaceId, left)
    else taken.delete(marketplaceId)
  }
}
