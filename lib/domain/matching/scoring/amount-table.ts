import type { PairPolicy } from '../policy'
import {
  amountPoints,
  type DayRate,
  type Expected,
  expectedAmount,
  rateBook,
  smallAmountPoints,
  smallExpected,
} from './amounts'
import type { PreparedRow } from './prepare-rows'

/** What every left row should be on the right, by rule and currency: worked out once a row instead of once a pair. */
export type AmountTable = {
  readonly all: readonly (readonly Expected[])[]
  expected(i: number, j: number, rule: number): Expected | undefined
  /** Points of the amount; −1 where the rule does not admit it. */
  points(i: number, j: number, rule: number): number
}

export function openAmountTable(
  policy: PairPolicy,
  left: readonly PreparedRow[],
  right: readonly PreparedRow[],
  dayRates: readonly DayRate[],
): AmountTable {
  const currencies = [...new Set(right.map(({ row }) => row.currency))]
  const currencyOf = Int32Array.from(right, ({ row }) => currencies.indexOf(row.currency))
  const amountOf = Float64Array.from(right, ({ row }) => Number(row.amountMinor))
  const most = policy.rules.map(({ points }) => points.amount)
  const rates = rateBook(dayRates)
  const expectedOf = left.map(({ row }) =>
    policy.rules.map(({ amount }) => currencies.map((currency) => expectedAmount(amount, row, currency, rates))),
  )
  const smallOf = expectedOf.map((rules) =>
    rules.map((expected) => expected.map((one) => (one ? smallExpected(one) : undefined))),
  )
  const expected = (i: number, j: number, rule: number) => expectedOf[i]![rule]![currencyOf[j]!]
  return {
    all: expectedOf.map((rules) => rules.flat().filter((one) => one !== undefined)),
    expected,
    points: (i, j, rule) => {
      const small = smallOf[i]![rule]![currencyOf[j]!]
      if (small) return smallAmountPoints(small, amountOf[j]!, most[rule]!)
      const large = expected(i, j, rule)
      return (large && amountPoints(large, right[j]!.row.amountMinor, most[rule]!)) ?? -1
    },
  }
}
