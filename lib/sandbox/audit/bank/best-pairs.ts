/** `cost[m][l]`: what speaks against movement m being line l, above all the business days between them, or nothing where they are no candidates. */
export type Costs = readonly (readonly (number | undefined)[])[]

/** Something that a pairing may be held to: this movement goes to that line, or stays without one; this line stays free. */
type Held = { movement: number; line: number | null } | { free: number }

const PAIR = 1_000_000

/**
 * What all best pairings say of each movement: its line, `null` for none, `open` where they differ. Found by holding
 * the movement to each of its options and asking whether the best is still as good.
 */
export function linesOfMovements(costs: Costs, lines: number): (number | null | 'open')[] {
  const best = scoreOf(costs, lines)
  return costs.map((row, movement) => {
    const options = [null, ...row.flatMap((cost, line) => (cost === undefined ? [] : [line]))]
    const asGood = options.filter((line) => scoreOf(costs, lines, { movement, line }) === best)
    return asGood.length === 1 ? asGood[0]! : 'open'
  })
}

/** Whether a line is without a movement: in all best pairings, in some of them (`open`), or in none. */
export function freedomOfLine(costs: Costs, lines: number, line: number): 'free' | 'taken' | 'open' {
  const best = scoreOf(costs, lines)
  const owners = costs.flatMap((row, movement) => (row[line] === undefined ? [] : [movement]))
  const asGood = owners.filter((movement) => scoreOf(costs, lines, { movement, line }) === best)
  const isFreeAsGood = scoreOf(costs, lines, { free: line }) === best
  if (asGood.length + Number(isFreeAsGood) > 1) return 'open'
  return isFreeAsGood ? 'free' : 'taken'
}

/** The most pairs, then the least cost: movement by movement, remembering which lines are gone. */
function scoreOf(costs: Costs, lines: number, held?: Held): number {
  const known = new Map<string, number>()
  const from = (movement: number, gone: bigint): number => {
    const row = costs[movement]
    if (row === undefined) return 0
    const key = `${movement} ${gone}`
    const before = known.get(key)
    if (before !== undefined) return before
    let best = mayGo(held, movement, null) ? from(movement + 1, gone) : Number.NEGATIVE_INFINITY
    for (let line = 0; line < lines; line += 1) {
      const cost = row[line]
      const bit = 1n << BigInt(line)
      if (cost === undefined || (gone & bit) !== 0n || !mayGo(held, movement, line)) continue
      best = Math.max(best, PAIR - cost + from(movement + 1, gone | bit))
    }
    known.set(key, best)
    return best
  }
  return from(0, 0n)
}

function mayGo(held: Held | undefined, movement: number, line: number | null): boolean {
  if (held === undefined) return true
  if ('free' in held) return line !== held.free
  return held.movement === movement ? line === held.line : line === null || line !== held.line
}
