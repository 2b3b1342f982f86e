import { assert } from '../base/assert'

/** The lines of a seller's statement, in the order in which they stand. */
export const statementLines = [
  'sales',
  'platform_fees',
  'stripe_fees',
  'taxes',
  'other_fees',
  'refunds',
  'disputes',
  'transfers',
  'reserves',
  'other',
  'payouts',
] as const
export type StatementLine = (typeof statementLines)[number]

export const lineWords: Record<StatementLine, string> = {
  sales: 'Sales',
  platform_fees: 'Fees of the marketplace',
  stripe_fees: 'Payment fees',
  taxes: 'Taxes',
  other_fees: 'Fees of another kind',
  refunds: 'Refunds and money taken back',
  disputes: 'Disputes, less what was won back',
  transfers: 'Transfers',
  reserves: 'Reserves, less what was released',
  other: 'Other movements',
  payouts: 'Payouts, less what came back',
}

const byCategory: Readonly<Record<string, StatementLine>> = {
  charge: 'sales',
  charge_failure: 'sales',
  partial_capture_reversal: 'sales',
  refund: 'refunds',
  refund_failure: 'refunds',
  dispute: 'disputes',
  dispute_reversal: 'disputes',
  transfer: 'transfers',
  transfer_reversal: 'transfers',
  connect_reserved_funds: 'reserves',
  risk_reserved_funds: 'reserves',
  fee: 'stripe_fees',
  network_cost: 'stripe_fees',
  tax: 'taxes',
  payout: 'payouts',
  payout_reversal: 'payouts',
}

const byFeeType: Readonly<Record<string, StatementLine>> = {
  application_fee: 'platform_fees',
  stripe_fee: 'stripe_fees',
  payment_method_passthrough_fee: 'stripe_fees',
  tax: 'taxes',
  withheld_tax: 'taxes',
}

export function lineOfCategory(category: string): StatementLine {
  return Object.hasOwn(byCategory, category) ? (byCategory[category] ?? 'other') : 'other'
}

/** The published categories of a line; `other` is every category that no line names. */
export function categoriesOf(line: StatementLine): { only?: string[]; except?: string[] } {
  if (line === 'other') return { except: Object.keys(byCategory) }
  return { only: Object.keys(byCategory).filter((category) => byCategory[category] === line) }
}

export function feeTypesOf(line: StatementLine): string[] {
  return Object.keys(byFeeType).filter((type) => byFeeType[type] === line)
}

/** What the period's balance transactions add up to. Signed minor units; fees as Stripe writes them, positive when taken. */
export type PeriodSums = {
  byCategory: readonly { category: string; rows: number; amountMinor: bigint }[]
  byFeeType: readonly { type: string; rows: number; feeMinor: bigint }[]
  /** The fees of the same rows as a whole: what their details do not name is a fee of another kind. */
  feeMinor: bigint
}

export type Statement = {
  openingMinor: bigint
  lines: { line: StatementLine; rows: number; amountMinor: bigint }[]
  closingMinor: bigint
}

/** `opening + Σ lines = closing`, to the cent: amounts by their category, less fees by their kind. Empty lines are left out. */
export function buildStatement(openingMinor: bigint, sums: PeriodSums): Statement {
  const lines = new Map<StatementLine, { rows: number; amountMinor: bigint }>()
  const add = (line: StatementLine, rows: number, minor: bigint) => {
    const known = lines.get(line) ?? { rows: 0, amountMinor: 0n }
    lines.set(line, { rows: known.rows + rows, amountMinor: known.amountMinor + minor })
  }
  for (const { category, rows, amountMinor } of sums.byCategory) add(lineOfCategory(category), rows, amountMinor)
  let named = 0n
  for (const { type, rows, feeMinor } of sums.byFeeType) {
    const line = Object.hasOwn(byFeeType, type) ? (byFeeType[type] ?? 'other_fees') : 'other_fees'
    add(line, rows, -feeMinor)
    named += feeMinor
  }
  if (named !== sums.feeMinor) add('other_fees', 0, named - sums.feeMinor)
  const total = [...lines.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const net = sums.byCategory.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) - sums.feeMinor
  assert(total === net, `a statement of ${total} over rows of ${net}`)
  return {
    openingMinor,
    lines: statementLines.flatMap((line) => {
      const sum = lines.get(line)
      return sum && (sum.rows > 0 || sum.amountMinor !== 0n) ? [{ line, ...sum }] : []
    }),
    closingMinor: openingMinor + total,
  }
}
