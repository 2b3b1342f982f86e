import { type Arcs, arcsWithin, shortestWithin } from './arcs'
import { findRings } from './find-rings'
import type { Assignment, GainTable } from './solve'

/**
 * The best other solution in which one of a pair's rows is tied to somebody else: how much less it is worth, the pairs
 * that it makes, and the pairs (by row) that it gives up. Both rows merely left alone explain nothing and are no rival.
 */
export type Rival = {
  readonly loss: number
  readonly made: readonly (readonly [row: number, column: number])[]
  readonly givenUp: readonly number[]
}

/** Rivals by the row of the pair, and rows and columns that stand outside but could as well stand in for such a row. */
export type Rivals = {
  readonly rivals: ReadonlyMap<number, Rival>
  readonly outsideRows: ReadonlyMap<number, number>
  readonly outsideColumns: ReadonlyMap<number, number>
}

export const never = 1e9

/**
 * Finds for every pair of the best assignment whether another solution comes within `margin` of it. In the graph whose
 * nodes are the pairs, `k → l` means that the row of k takes the column of l; its length is what that costs by the
 * duals, never negative. Another solution is a ring through the pair, closed among pairs or by way of the hub: what
 * stands alone, or comes to stand alone.
 */
export function findRivals(table: GainTable, assignment: Assignment, margin: number): Rivals {
  const graph = arcsWithin(table, assignment, margin)
  const hub = waysToHub(table, assignment, graph)
  const toHub = shortestWithin(graph.backward, hub.leave, margin)
  const fromHub = shortestWithin(graph.forward, hub.enter, margin)
  const rounds = roundsByHub(graph, hub, toHub.distance, fromHub.distance)
  const limits = rounds.map(({ loss }) => Math.min(loss, margin))
  const rings = findRings(graph.forward, limits)
  const rivals = new Map<number, Rival>()
  graph.pairs.forEach((row, node) => {
    const ring = rings.get(node)
    const round = rounds[node]!
    // At equal loss the ring: the way by the hub may then pass a pair twice.
    if (ring) rivals.set(row, rivalOfRing(graph, ring.nodes, ring.loss))
    else if (round.loss <= margin) {
      const out = walk(round.first, toHub.via)
      const back = walk(round.last, fromHub.via).reverse()
      rivals.set(row, rivalByHub(graph, hub, node, out, back, round))
    }
  })
  return { rivals, ...outsiders(table, assignment, graph, toHub.distance, fromHub.distance, margin) }
}

/** Ways between a pair and the hub. A row leaves by standing alone or by taking a free column, a column likewise. */
type Hub = {
  readonly alone: Int32Array
  readonly toFree: Int32Array
  readonly freeColumn: Int32Array
  readonly leave: Int32Array
  readonly freed: Int32Array
  readonly byAlone: Int32Array
  readonly aloneRow: Int32Array
  readonly enter: Int32Array
}

function waysToHub({ rows, columns, gains }: GainTable, { columnOf, values, prices }: Assignment, graph: Arcs): Hub {
  const count = graph.pairs.length
  const empty = (fill: number) => new Int32Array(count).fill(fill)
  const [toFree, freeColumn, byAlone, aloneRow] = [empty(never), empty(-1), empty(never), empty(-1)]
  const [alone, freed, leave, enter] = [empty(0), empty(0), empty(0), empty(0)]
  graph.pairs.forEach((row, node) => {
    const mine = columnOf[row]!
    alone[node] = values[row]!
    freed[node] = prices[mine]!
    for (let column = 0; column < columns; column++) {
      const gain = gains[row * columns + column]!
      if (gain === 0 || graph.nodeOfColumn[column]! >= 0 || values[row]! - gain >= toFree[node]!) continue
      toFree[node] = values[row]! - gain
      freeColumn[node] = column
    }
    for (let other = 0; other < rows; other++) {
      const gain = gains[other * columns + mine]!
      if (gain === 0 || columnOf[other]! >= 0 || prices[mine]! - gain >= byAlone[node]!) continue
      byAlone[node] = prices[mine]! - gain
      aloneRow[node] = other
    }
    leave[node] = Math.min(alone[node]!, toFree[node]!)
    enter[node] = Math.min(freed[node]!, byAlone[node]!)
  })
  return { alone, toFree, freeColumn, leave, freed, byAlone, aloneRow, enter }
}

/** The cheapest way round by the hub: `first` and `last` are the neighbours on it, −1 where it goes there directly. */
type Round = { loss: number; first: number; last: number; isAlone: boolean; isFreed: boolean }

function roundsByHub(graph: Arcs, hub: Hub, toHub: Int32Array, fromHub: Int32Array): Round[] {
  return graph.pairs.map((_, node) => {
    const [out, first] = nearest(graph.forward, node, toHub, hub.toFree[node]!)
    const [back, last] = nearest(graph.backward, node, fromHub, hub.byAlone[node]!)
    const [alone, freed] = [hub.alone[node]!, hub.freed[node]!]
    // Alone here and free there at once is no other explanation: of the four ways round this one is left out.
    const ways: Round[] = [
      { loss: out + back, first, last, isAlone: false, isFreed: false },
      { loss: out + freed, first, last: -1, isAlone: false, isFreed: true },
      { loss: alone + back, first: -1, last, isAlone: true, isFreed: false },
    ]
    return ways.reduce((best, way) => (way.loss < best.loss ? way : best))
  })
}

function nearest(arcs: Arcs['forward'], node: number, beyond: Int32Array, direct: number): [number, number] {
  let [least, at] = [direct, -1]
  for (let arc = arcs.start[node]!; arc < arcs.start[node + 1]!; arc++) {
    const length = arcs.length[arc]! + beyond[arcs.end[arc]!]!
    if (length < least) [least, at] = [length, arcs.end[arc]!]
  }
  return [least, at]
}

function walk(first: number, via: Int32Array): number[] {
  const nodes: number[] = []
  for (let node = first; node >= 0; node = via[node]!) nodes.push(node)
  return nodes
}

function rivalOfRing(graph: Arcs, nodes: readonly number[], loss: number): Rival {
  const made = nodes.map((node, at) => [graph.pairs[node]!, graph.columns[nodes[(at + 1) % nodes.length]!]!] as const)
  return { loss, made, givenUp: nodes.map((node) => graph.pairs[node]!) }
}

function rivalByHub(graph: Arcs, hub: Hub, node: number, out: number[], back: number[], round: Round): Rival {
  const chain = [...back, node, ...out]
  const made: [number, number][] = []
  const first = chain[0]!
  const last = chain.at(-1)!
  const entersAlone = back.length > 0 ? hub.byAlone[first]! < hub.freed[first]! : !round.isFreed
  const leavesToFree = out.length > 0 ? hub.toFree[last]! < hub.alone[last]! : !round.isAlone
  if (entersAlone) made.push([hub.aloneRow[first]!, graph.columns[first]!])
  for (let at = 0; at + 1 < chain.length; at++) made.push([graph.pairs[chain[at]!]!, graph.columns[chain[at + 1]!]!])
  if (leavesToFree) made.push([graph.pairs[last]!, hub.freeColumn[last]!])
  return { loss: round.loss, made, givenUp: chain.map((at) => graph.pairs[at]!) }
}

/** Whoever is alone but tied to somebody in a solution within the margin: by the row of the pair that he would break. */
function outsiders(
  { rows, columns, gains }: GainTable,
  { columnOf }: Assignment,
  graph: Arcs,
  toHub: Int32Array,
  fromHub: Int32Array,
  margin: number,
): Pick<Rivals, 'outsideRows' | 'outsideColumns'> {
  const [outsideRows, outsideColumns] = [new Map<number, number>(), new Map<number, number>()]
  for (let row = 0; row < rows; row++) {
    if (columnOf[row]! >= 0) continue
    const node = graph.columns.findIndex((column, at) => {
      const gain = gains[row * columns + column]!
      return gain > 0 && graph.prices[at]! - gain + toHub[at]! <= margin
    })
    if (node >= 0) outsideRows.set(row, graph.pairs[node]!)
  }
  for (let column = 0; column < columns; column++) {
    if (graph.nodeOfColumn[column]! >= 0) continue
    const node = graph.pairs.findIndex((row, at) => {
      const gain = gains[row * columns + column]!
      return gain > 0 && graph.values[at]! - gain + fromHub[at]! <= margin
    })
    if (node >= 0) outsideColumns.set(column, graph.pairs[node]!)
  }
  return { outsideRows, outsideColumns }
}
