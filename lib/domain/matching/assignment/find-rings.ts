import type { ArcList } from './arcs'

/** A ring of arcs through a node, beginning with it. */
export type Ring = { readonly loss: number; readonly nodes: readonly number[] }

/** For every node the shortest ring through it that is no longer than the node's own limit, where there is one. */
export function findRings(arcs: ArcList, limits: readonly number[]): Map<number, Ring> {
  const knot = knotsOf(arcs, limits.length)
  const search = openSearch(arcs, knot, limits)
  const rings = new Map<number, Ring>()
  // A node whose knot holds only itself lies on no ring: most searches end before they begin.
  const size = new Int32Array(limits.length)
  for (const at of knot) size[at]! += 1
  limits.forEach((limit, node) => {
    const ring = size[knot[node]!]! > 1 ? search(node, limit) : undefined
    if (ring) rings.set(node, ring)
  })
  return rings
}

/** Dijkstra with a list per distance, since distances are small whole numbers; stops at the first ring that no other can beat. */
function openSearch(arcs: ArcList, knot: Int32Array, limits: readonly number[]) {
  const nodes = limits.length
  const [distance, via, stamp] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes).fill(-1)]
  const waiting: number[][] = Array.from({ length: limits.reduce((a, b) => Math.max(a, b), 0) + 1 }, () => [])
  return (start: number, limit: number): Ring | undefined => {
    for (const list of waiting) list.length = 0
    let [loss, last] = [limit + 1, -1]
    const home = knot[start]!
    stamp[start] = start
    distance[start] = 0
    waiting[0]!.push(start)
    for (let near = 0; near < loss; near++) {
      for (let at = 0; at < waiting[near]!.length && near < loss; at++) {
        const node = waiting[near]![at]!
        if (distance[node] !== near) continue
        for (let arc = arcs.start[node]!; arc < arcs.start[node + 1]!; arc++) {
          const next = arcs.end[arc]!
          const length = near + arcs.length[arc]!
          if (length >= loss || knot[next] !== home) continue
          if (next === start) {
            loss = length
            last = node
          } else if (stamp[next] !== start || length < distance[next]!) {
            stamp[next] = start
            distance[next] = length
            via[next] = node
            waiting[length]!.push(next)
          }
        }
      }
    }
    return last < 0 ? undefined : { loss, nodes: ringFrom(start, last, via) }
  }
}

function ringFrom(start: number, last: number, via: Int32Array): number[] {
  const nodes: number[] = []
  for (let node = last; node !== start; node = via[node]!) nodes.push(node)
  return [start, ...nodes.reverse()]
}

/** Strongly connected components (Tarjan 1972), without recursion: two nodes of one knot lie on a common ring. */
function knotsOf({ start, end }: ArcList, nodes: number): Int32Array {
  const knot = new Int32Array(nodes).fill(-1)
  const [seen, lowest, next] = [new Int32Array(nodes), new Int32Array(nodes), start.slice(0, nodes)]
  const [open, path]: [number[], number[]] = [[], []]
  let [count, knots] = [0, 0]
  const enter = (node: number) => {
    count += 1
    seen[node] = count
    lowest[node] = count
    open.push(node)
    path.push(node)
  }
  for (let root = 0; root < nodes; root++) {
    if (seen[root] === 0) enter(root)
    while (path.length > 0) {
      const node = path.at(-1)!
      if (next[node]! < start[node + 1]!) {
        const other = end[next[node]!++]!
        if (seen[other] === 0) enter(other)
        else if (knot[other]! < 0) lowest[node] = Math.min(lowest[node]!, seen[other]!)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above !== undefined) lowest[above] = Math.min(lowest[above]!, lowest[node]!)
      if (lowest[node] !== seen[node]) continue
      for (let other = -1; other !== node; ) {
        other = open.pop()!
        knot[other] = knots
      }
      knots += 1
    }
  }
  return knot
}
