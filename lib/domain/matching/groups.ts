/** Union-find with halved paths. */
export function openGroups(count: number) {
  const parent = Int32Array.from({ length: count }, (_, at) => at)
  const rootOf = (at: number): number => {
    let here = at
    while (parent[here] !== here) {
      parent[here] = parent[parent[here]!]!
      here = parent[here]!
    }
    return here
  }
  const join = (a: number, b: number) => {
    const [one, other] = [rootOf(a), rootOf(b)]
    if (one !== other) parent[Math.max(one, other)] = Math.min(one, other)
  }
  return { rootOf, join }
}
