import type { BalanceFact } from '../provider/facts'
import { type Equation, equationFor } from './equations'

/** Σ net of an account's balance transactions; `usableMinor` only those whose `available_on` is not after the reading. */
export type NetSum = {
  readonly currency: string
  readonly balanceType: string
  readonly netMinor: bigint
  readonly usableMinor: bigint
  /** The part of the sum that is `reporting_category` connect_reserved_funds. */
  readonly reservedNetMinor: bigint
}

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
  /** What of `ledgerMinor` `available_on` says may be used at the reading. */
  readonly availableMinor: bigint
  readonly equation: string
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
    return proveCell(cell, before, sums, after, opening?.minor ?? 0n)
  })
}

function proveCell(cell: Cell, before: Reading, sums: readonly NetSum[], after: Reading, openingMinor: bigint): Proof {
  const { equation, currency } = cell
  const stated = {
    currency,
    balanceType: equation.balanceType,
    openingMinor,
    ledgerMinor: openingMinor + sumOf(cell, sums, 'netMinor'),
    availableMinor: openingMinor + sumOf(cell, sums, 'usableMinor'),
    equation: equation.says,
  }
  const [first, providerMinor] = [shownBy(before, cell), shownBy(after, cell)]
  if (first === null || providerMinor === null) {
    return { ...stated, state: 'not_provable', providerMinor, residualMinor: null }
  }
  if (first !== providerMinor) return { ...stated, state: 'unproven', providerMinor, residualMinor: null }
  const residualMinor = providerMinor - stated.ledgerMinor
  return { ...stated, state: residualMinor === 0n ? 'proven' : 'residual', providerMinor, residualMinor }
}

/** A currency that Stripe does not list is zero; an optional balance that it lists in no currency is unknown. */
function shownBy(reading: Reading, { equation, currency }: Cell): bigint | null {
  const { shown, optional, balanceType } = equation
  const listed = reading.cells.filter((cell) => cell.balanceType === balanceType)
  if (shown === null || (optional && listed.length === 0)) return null
  return listed
    .filter((cell) => cell.currency === currency)
    .reduce((sum, cell) => shown.reduce((total, part) => total + cell[part], sum), 0n)
}

function sumOf({ equation, currency }: Cell, sums: readonly NetSum[], column: 'netMinor' | 'usableMinor'): bigint {
  const rows = sums.filter((row) => row.currency === currency)
  const { sum } = equation
  if (sum.of === 'reporting_category') return rows.reduce((total, row) => total + sum.sign * row.reservedNetMinor, 0n)
  return rows.filter((row) => row.balanceType === sum.value).reduce((total, row) => total + row[column], 0n)
}

function cellsOf(readings: readonly Reading[], sums: readonly NetSum[], openings: readonly Opening[]): Cell[] {
  const cells = new Map<string, Cell>()
  const see = (balanceType: string, currency: string) =>
    cells.set(`${balanceType} ${currency}`, { equation: equationFor(balanceType), currency })
  for (const { balanceType, currency } of readings.flatMap((reading) => reading.cells)) see(balanceType, currency)
  for (const { balanceType, currency, reservedNetMinor } of sums) {
    see(balanceType, currency)
    if (reservedNetMinor !== 0n) see('connect_reserved', currency)
  }
  for (const { balanceType, currency } of openings) see(balanceType, currency)
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
