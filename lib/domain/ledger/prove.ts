import { type BalancePart, type Equation, equationFor, equations } from './equations'

/** What Stripe answered at one moment: one line per currency and part, signed minor units. */
export type BalanceLine = { readonly part: BalancePart; readonly currency: string; readonly amountMinor: bigint }
export type BalanceReading = { readonly readAt: Date; readonly lines: readonly BalanceLine[] }

/** Σ net of an account's balance transactions; `usableMinor` only those whose `available_on` is not after the reading. */
export type NetSum = {
  readonly currency: string
  readonly balanceType: string
  readonly netMinor: bigint
  readonly usableMinor: bigint
  /** The part of the sum that is `reporting_category` connect_reserved_funds. */
  readonly reservedNetMinor: bigint
}

/** Zero with full history; otherwise an assumption that carries its date in the label. */
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

/** One proof per currency and balance type that either side knows. The sums were taken between the two readings. */
export function prove(
  before: BalanceReading,
  sums: readonly NetSum[],
  after: BalanceReading,
  openings: readonly Opening[] = [],
): Proof[] {
  return cellsOf(before, sums, after, openings).map(({ equation, currency }) => {
    const opening = openings.find((o) => o.balanceType === equation.balanceType && o.currency === currency)
    return proveCell(equation, currency, before, sums, after, opening?.minor ?? 0n)
  })
}

function proveCell(
  equation: Equation,
  currency: string,
  before: BalanceReading,
  sums: readonly NetSum[],
  after: BalanceReading,
  openingMinor: bigint,
): Proof {
  const ledgerMinor = openingMinor + sumOf(equation, currency, sums, 'netMinor')
  const availableMinor = openingMinor + sumOf(equation, currency, sums, 'usableMinor')
  const cell = { currency, balanceType: equation.balanceType, openingMinor, ledgerMinor, availableMinor }
  const { says, shown } = equation
  if (shown === null) {
    return { ...cell, state: 'not_provable', providerMinor: null, residualMinor: null, equation: says }
  }
  const providerMinor = partsOf(after, shown, currency)
  if (partsOf(before, shown, currency) !== providerMinor) {
    return { ...cell, state: 'unproven', providerMinor, residualMinor: null, equation: says }
  }
  const residualMinor = providerMinor - ledgerMinor
  return { ...cell, state: residualMinor === 0n ? 'proven' : 'residual', providerMinor, residualMinor, equation: says }
}

function partsOf(reading: BalanceReading, parts: readonly BalancePart[], currency: string): bigint {
  return reading.lines
    .filter((line) => line.currency === currency && parts.includes(line.part))
    .reduce((sum, line) => sum + line.amountMinor, 0n)
}

function sumOf(
  { sum }: Equation,
  currency: string,
  sums: readonly NetSum[],
  column: 'netMinor' | 'usableMinor',
): bigint {
  const rows = sums.filter((row) => row.currency === currency)
  if (sum.of === 'reporting_category') return rows.reduce((total, row) => total + sum.sign * row.reservedNetMinor, 0n)
  return rows.filter((row) => row.balanceType === sum.value).reduce((total, row) => total + row[column], 0n)
}

type Cell = { equation: Equation; currency: string }

function cellsOf(
  before: BalanceReading,
  sums: readonly NetSum[],
  after: BalanceReading,
  openings: readonly Opening[],
): Cell[] {
  const cells = new Map<string, Cell>()
  const see = (equation: Equation, currency: string) =>
    cells.set(`${equation.balanceType} ${currency}`, { equation, currency })
  for (const { part, currency } of [...before.lines, ...after.lines]) {
    for (const equation of equations) if (equation.shown?.includes(part)) see(equation, currency)
  }
  for (const { balanceType, currency, reservedNetMinor } of sums) {
    see(equationFor(balanceType), currency)
    if (reservedNetMinor !== 0n) see(equationFor('connect_reserved'), currency)
  }
  for (const { balanceType, currency } of openings) see(equationFor(balanceType), currency)
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
