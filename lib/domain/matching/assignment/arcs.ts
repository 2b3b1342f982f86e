import type { Assignment, GainTable } from './solve'

/** Arcs of a graph in rows of compressed storage. */
export type ArcList = { readonly start: Int32Array; readonly end: Int32Array; readonly length: Uint8Array }

/** The pairs of an assignment as nodes, in the order of their rows, and the arcs between them that are short enough. */
export type Arcs = {
  readonly pairs: readonly number[]
  readonly columns: readonly number[]
  readonly nodeOfColumn: Int32Array
  readonly values: readonly number[]
  readonly prices: readonly number[]
  readonly forward: ArcList
  readonly backward: ArcList
}

/** An arc k → l: the row of k takes the column of l, which costs `value of k + price of l − gain`, at most `limit`. */
export function arcsWithin(table: GainTable, { columnOf, values, prices }: Assignment, limit: number): Arcs {
  const pairs = Array.from(columnOf.keys()).filter((row) => columnOf[row]! >= 0)
  const columns = pairs.map((row) => columnOf[row]!)
  const nodeOfColumn = new Int32Array(table.columns).fill(-1)
  columns.forEach((column, node) => {
    nodeOfColumn[column] = node
  })
  const visit = (found: (from: number, to: number, length: number) => void) => {
    for (let from = 0; from < pairs.length; from++) {
      const base = pairs[from]! * table.columns
      const value = values[pairs[from]!]!
      for (let to = 0; to < columns.length; to++) {
        const gain = table.gains[base + columns[to]!]!
        const length = value + prices[columns[to]!]! - gain
        if (gain > 0 && length <= limit && to !== from) found(from, to, length)
      }
    }
  }
  return {
    pairs,
    columns,
    nodeOfColumn,
    values: pairs.map((row) => values[row]!),
    prices: columns.map((column) => prices[column]!),
    ...listArcs(pairs.length, visit),
  }
}

type Visit = (found: (from: number, to: number, length: number) => void) => void

function listArcs(nodes: number, visit: Visit): Pick<Arcs, 'forward' | 'backward'> {
  const [outStart, inStart] = [new Int32Array(nodes + 1), new Int32Array(nodes + 1)]
  visit((from, to) => {
    outStart[from + 1]! += 1
    inStart[to + 1]! += 1
  })
  for (let node = 0; node < nodes; node++) {
    outStart[node + 1]! += outStart[node]!
    inStart[node + 1]! += inStart[node]!
  }
  const count = outStart[nodes]!
  const forward = { start: outStart, end: new Int32Array(count), length: new Uint8Array(count) }
  const backward = { start: inStart, end: new Int32Array(count), length: new Uint8Array(count) }
  const [outNext, inNext] = [outStart.slice(), inStart.slice()]
  visit((from, to, length) => {
    forward.end[outNext[from]!] = to
    forward.length[outNext[from]!++] = length
    backward.end[inNext[to]!] = from
    backward.length[inNext[to]!++] = length
  })
  return { forward, backward }
}

/** Distances up to `limit` from a source that reaches each node by `direct`; `via` is the node before, −1 directly. */
export function shortestWithin(arcs: ArcList, direct: Int32Array, limit: number) {
  const distance = new Int32Array(direct.length).fill(1e9)
  const via = new Int32Array(direct.length).fill(-1)
  const waiting: number[][] = Array.from({ length: limit + 1 }, () => [])
  direct.forEach((length, node) => {
    if (length > limit) return
    distance[node] = length
    waiting[length]!.push(node)
  })
  for (let near = 0; near <= limit; near++) {
    // A list grows while it is read: arcs of length 0 lead to the same distance.
    for (const node of waiting[near]!) {
      if (distance[node] !== near) continue
      for (let arc = arcs.start[node]!; arc < arcs.start[node + 1]!; arc++) {
        const [next, length] = [arcs.end[arc]!, near + arcs.length[arc]!]
        if (length > limit || length >= distance[next]!) continue
        distance[next] = length
        via[next] = node
        waiting[length]!.push(next)
      }
    }
  }
  return { distance, via }
}
