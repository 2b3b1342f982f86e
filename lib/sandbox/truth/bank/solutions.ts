import type { BankLine } from '../../bank/bank'
import type { StripeObject } from '../../store/store'
import type { BankBook } from './evidence'
import { businessDaysBetween, holdsTrace, isNear, isStripes, type Movement } from './movements'

/** For each movement of a group the line it is paired with, or none. */
type Solution = ReadonlyMap<Movement, BankLine | null>

/** `certain`: every best solution pairs it so. `open`: the best solutions do not agree about it. */
export type Verdicts = {
  certain: ReadonlyMap<Movement, BankLine | null>
  open: ReadonlySet<Movement>
  lines: ReadonlyMap<BankLine, Movement | 'none' | 'open'>
}

/** Beyond this a group is no longer worked out by writing everything down. */
const MOST_WAYS = 3_000_000

/**
 * Pairs movements and lines as the contract says: as many pairs as possible, of failed payouts as few as
 * possible, then the fewest business days. Every solution of every group is written down and the best are compared; groups are small.
 */
export function verdictsOf(book: BankBook, movements: readonly Movement[]): Verdicts {
  const stripes = book.lines.filter(isStripes)
  const holders = holdersOf(book, movements)
  const candidates = new Map(movements.map((one) => [one, candidatesOf(one, holders, stripes, book.currency)]))
  const certain = new Map<Movement, BankLine | null>()
  const open = new Set<Movement>()
  const lines = new Map<BankLine, Movement | 'none' | 'open'>(stripes.map((line) => [line, 'none']))
  for (const group of groupsOf(candidates)) {
    const best = bestOf(group, candidates, book.currency)
    for (const one of group) {
      const partners = new Set(best.map((solution) => solution.get(one)!))
      if (partners.size > 1) open.add(one)
      else certain.set(one, [...partners][0]!)
    }
    for (const line of new Set(group.flatMap((one) => candidates.get(one)!))) {
      const owners = new Set(best.map((solution) => group.find((one) => solution.get(one) === line) ?? 'none'))
      lines.set(line, owners.size > 1 ? 'open' : [...owners][0]!)
    }
  }
  return { certain, open, lines }
}

/** The payouts whose trace a line holds; lines that hold none are left out. */
function holdersOf(book: BankBook, movements: readonly Movement[]): Map<BankLine, StripeObject[]> {
  const payouts = movements.filter((one) => one.kind === 'payout').map((one) => one.object)
  const holders = book.lines.map((line) => [line, payouts.filter((payout) => holdsTrace(line, payout))] as const)
  return new Map(holders.filter(([, held]) => held.length > 0).map(([line, held]) => [line, [...held]]))
}

function candidatesOf(
  one: Movement,
  holders: ReadonlyMap<BankLine, readonly StripeObject[]>,
  stripes: readonly BankLine[],
  currency: string,
): BankLine[] {
  const isHeld = [...holders.values()].some((held) => held.includes(one.object))
  return stripes.filter((line) => {
    const held = holders.get(line)
    return isNear(one, line, currency) && (held === undefined ? !isHeld : held.includes(one.object))
  })
}

/** Movements that share a line, directly or through others. */
function groupsOf(candidates: ReadonlyMap<Movement, readonly BankLine[]>): Movement[][] {
  const left = new Set(candidates.keys())
  const groups: Movement[][] = []
  for (const first of candidates.keys()) {
    if (!left.delete(first)) continue
    const group = [first]
    for (let at = 0; at < group.length; at += 1) {
      const own = candidates.get(group[at]!)!
      for (const other of [...left]) {
        if (!candidates.get(other)!.some((line) => own.includes(line))) continue
        left.delete(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

function bestOf(
  group: readonly Movement[],
  candidates: ReadonlyMap<Movement, readonly BankLine[]>,
  currency: string,
): Solution[] {
  const ways = group.reduce((product, one) => product * (candidates.get(one)!.length + 1), 1)
  if (ways > MOST_WAYS)
    throw new Error(`${group.length} movements of ${group[0]!.amount} ${currency}: too many to tell`)
  const scored = solutionsOf(group, candidates).map((solution) => ({ solution, ...scoreOf(solution, currency) }))
  const pairs = Math.max(...scored.map((one) => one.pairs))
  const most = scored.filter((one) => one.pairs === pairs)
  const failed = Math.min(...most.map((one) => one.failed))
  const likely = most.filter((one) => one.failed === failed)
  const days = Math.min(...likely.map((one) => one.days))
  return likely.filter((one) => one.days === days).map((one) => one.solution)
}

function solutionsOf(
  group: readonly Movement[],
  candidates: ReadonlyMap<Movement, readonly BankLine[]>,
): Map<Movement, BankLine | null>[] {
  const [first, ...rest] = group
  if (first === undefined) return [new Map()]
  return solutionsOf(rest, candidates).flatMap((solution) => {
    const free = candidates.get(first)!.filter((line) => ![...solution.values()].includes(line))
    return [null, ...free].map((line) => new Map(solution).set(first, line))
  })
}

function scoreOf(solution: Solution, currency: string): { pairs: number; failed: number; days: number } {
  const pairs = [...solution].flatMap(([one, line]) => (line === null ? [] : [{ one, line }]))
  const days = pairs.map(({ one, line }) => businessDaysBetween(one.day, line.booked, currency))
  const failed = pairs.filter(({ one }) => one.kind === 'payout' && one.object.status === 'failed')
  return { pairs: pairs.length, failed: failed.length, days: days.reduce((a, b) => a + b, 0) }
}
