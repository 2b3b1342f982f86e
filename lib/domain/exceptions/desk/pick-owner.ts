/** Somebody whom work may be given to: what is open in their hands, and when they were given something last. */
export type Candidate = { id: string; open: number; lastGivenAt: Date | null }

export const waysToAssign = ['in_turn', 'by_load'] as const
export type WayToAssign = (typeof waysToAssign)[number]

export const wayWords: Record<WayToAssign, string> = { in_turn: 'Whose turn it is', by_load: 'Who has least open' }

export function isWayToAssign(text: string): text is WayToAssign {
  return (waysToAssign as readonly string[]).includes(text)
}

/**
 * Whose turn it is (who was given nothing for the longest time) or who has least open; ties go to the other measure, then
 * to the id, so that the same facts always name the same person. Null where there is nobody.
 */
export function pickOwner(candidates: readonly Candidate[], way: WayToAssign): string | null {
  const turn = ({ lastGivenAt }: Candidate) => lastGivenAt?.getTime() ?? Number.NEGATIVE_INFINITY
  const load = ({ open }: Candidate) => open
  const measures = way === 'in_turn' ? [turn, load] : [load, turn]
  const better = (a: Candidate, b: Candidate) => {
    for (const measure of measures) if (measure(a) !== measure(b)) return measure(a) < measure(b) ? -1 : 1
    return a.id < b.id ? -1 : 1
  }
  return candidates.toSorted(better)[0]?.id ?? null
}

/** So many rows at once, each given as if the one before had been: a heap is spread, not dropped on one person. */
export function spread(candidates: readonly Candidate[], count: number, way: WayToAssign, now: Date): string[] {
  const hands = new Map(candidates.map((one) => [one.id, one]))
  const given: string[] = []
  for (let nth = 0; nth < count; nth++) {
    const id = pickOwner([...hands.values()], way)
    const one = id === null ? undefined : hands.get(id)
    if (!one) return given
    given.push(one.id)
    hands.set(one.id, { ...one, open: one.open + 1, lastGivenAt: new Date(now.getTime() + nth + 1) })
  }
  return given
}
