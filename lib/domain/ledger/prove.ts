import type { BalanceFact } from '../provider/facts'
import { type Equation, equationFor } from './equations'
import type { NetSum } from './net-sum'
import { proveSplit, type ShownParts, type Split } from './prove-split'

/** Zero with full history; otherwise an assumption that carries its date in its label. */
export type Opening = { readonly balanceType: string; readonly currency: string; readonly minor: bigint }

export type ProofState = 'proven' | 'unproven' | 'residual' | 'not_provable'

export type Proof = {
  readonly currency: string
  readonly balanceType: string
  /** `unproven`: the balance moved while it was read, so nothing can be said. */
  readonly state: ProofState
  readonly providerMinor: bigint | null
  readonly openingMinor: bigint
  /** Opening and sum: what the provider should show. */
  readonly ledgerMinor: bigint
  readonly residualMinor: bigint | null
  readonly equation: string
  /** Null where Stripe shows the balance in one figure or not at all. */
  readonly split: Split | null
}

export type Reading = Pick<BalanceFact, 'cells'>
type Cell = { readonly equation: Equation; readonly currency: string }

/** One proof per currency and balance type that either side knows. The sums were taken between the two readings. */
export function prove(
  before: Reading,
  sums: readonly NetSum[],
  after: Reading,
  openings: readonly Opening[] = [],
): Proof[] {
  return cellsOf([before, after], sums, openings).map((cell) => {
    const { equation, currency } = cell
    const opening = openings.find((o) => o.balanceType === equation.balanceType && o.currency === currency)
    const own = sums.filter((row) => row.currency === currency)
    return proveCell(cell, before, own, after, opening?.minor ?? 0n)
  })
}

function proveCell(cell: Cell, before: Reading, sums: readonly NetSum[], after: Reading, openingMinor: bigint): Proof {
  const { equation, currency } = cell
  const { balanceType } = equation
  const ledgerMinor = openingMinor + sumOf(equation, sums)
  const stated = { currency, balanceType, openingMinor, ledgerMinor, equation: equation.says, split: null }
  const [first, last] = [shownBy(before, cell), shownBy(after, cell)]
  if (first === null || last === null) {
    const providerMinor = last && totalOf(equation, last)
    return proveOtherwise(equation, { ...stated, state: 'not_provable', providerMinor, residualMinor: null }, sums)
  }
  const providerMinor = totalOf(equation, last)
  const ownType = sums.filter((row) => row.balanceType === balanceType)
  const split = proveSplit(equation, first, ownType, last, openingMinor)
  const moved = totalOf(equation, first) !== providerMinor
  const residualMinor = moved ? null : providerMinor - ledgerMinor
  const state = moved ? 'unproven' : residualMinor === 0n ? 'proven' : 'residual'
  return { ...stated, state, providerMinor, residualMinor, split }
}

/**
 * A reserve that Stripe does not show still has two sides: what its holds took from the other balances, less what its
 * releases gave back, must stand on it. Only agreement proves something: with one side alone there is nothing to compare.
 */
function proveOtherwise({ otherwise, balanceType }: Equation, proof: Proof, sums: readonly NetSum[]): Proof {
  if (!otherwise) return proof
  const held = sums.filter((row) => row.balanceType === balanceType).reduce((sum, row) => sum + row.riskNetMinor, 0n)
  const taken = takenFromOthers(balanceType, sums)
  if (held === 0n || held !== taken) return proof
  return { ...proof, state: 'proven', residualMinor: 0n, equation: otherwise.says }
}

function takenFromOthers(balanceType: string, sums: readonly NetSum[]): bigint {
  return sums.filter((row) => row.balanceType !== balanceType).reduce((sum, row) => sum - row.riskNetMinor, 0n)
}

/** A currency that Stripe does not list is zero; an optional balance that it lists in no currency is unknown. */
function shownBy(reading: Reading, { equation, currency }: Cell): ShownParts | null {
  const { shown, optional, balanceType } = equation
  const listed = reading.cells.filter((cell) => cell.balanceType === balanceType)
  if (shown === null || (optional && listed.length === 0)) return null
  const own = listed.filter((cell) => cell.currency === currency)
  return {
    availableMinor: own.reduce((sum, cell) => sum + cell.availableMinor, 0n),
    pendingMinor: own.reduce((sum, cell) => sum + cell.pendingMinor, 0n),
  }
}

function totalOf({ shown }: Equation, parts: ShownParts): bigint {
  return (shown ?? []).reduce((sum, part) => sum + parts[part], 0n)
}

function sumOf({ sum, balanceType, otherwise }: Equation, sums: readonly NetSum[]): bigint {
  if (sum.of === 'reporting_category') return sums.reduce((total, row) => total + sum.sign * row.reservedNetMinor, 0n)
  const own = sums.filter((row) => row.balanceType === sum.value)
  if (otherwise && own.length === 0) return takenFromOthers(balanceType, sums)
  return own.reduce((total, row) => total + row.netMinor, 0n)
}

function cellsOf(readings: readonly Reading[], sums: readonly NetSum[], openings: readonly Opening[]): Cell[] {
  const cells = new Map<string, Cell>()
  const see = (balanceType: string, currency: string) =>
    cells.set(`${balanceType} ${currency}`, { equation: equationFor(balanceType), currency })
  for (const { balanceType, currency } of readings.flatMap((reading) => reading.cells)) see(balanceType, currency)
  for (const { balanceType, currency, reservedNetMinor, riskNetMinor } of sums) {
    see(balanceType, currency)
    if (reservedNetMinor !== 0n) see('connect_reserved', currency)
    if (riskNetMinor !== 0n) see('risk_reserved', currency)
  }
  for (const { balanceType, currency } of openings) see(balanceType, currency)
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
