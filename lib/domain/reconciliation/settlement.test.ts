import { expect, test } from 'vitest'
import { type SettlingRow, settlementFrom } from './settlement'
import { ago } from './testing/small-family'

const row = (id: string, amountMinor: bigint, over: Partial<SettlingRow> = {}): SettlingRow => ({
  id,
  amountMinor,
  reportingCategory: 'charge',
  currency: 'eur',
  created: ago(50),
  ...over,
})
const uncaptured = row('txn_2', -30_00n, { reportingCategory: 'partial_capture_reversal', created: ago(40) })

test.each<[string, SettlingRow[], [minor: bigint, currency: string, at: Date] | null]>([
  ['a charge settled for what its transaction says', [row('txn_1', 92_00n)], [92_00n, 'eur', ago(50)]],
  [
    'less what was not captured, since its first movement',
    [uncaptured, row('txn_1', 92_00n)],
    [62_00n, 'eur', ago(50)],
  ],
  [
    'a refund, a dispute and a fee of the same object settle nothing',
    [
      row('txn_1', 92_00n),
      ...['refund', 'dispute', 'fee'].map((reportingCategory) => row('txn_3', -5n, { reportingCategory })),
    ],
    [92_00n, 'eur', ago(50)],
  ],
  [
    'of two currencies the first one counts',
    [row('txn_2', 7n, { currency: 'usd', created: ago(20) }), row('txn_1', 92_00n)],
    [92_00n, 'eur', ago(50)],
  ],
  ['what was not captured alone is no settlement', [uncaptured], null],
  ['no movement at all', [], null],
])('%s', (_, rows, expected) => {
  const [amountMinor, currency, at] = expected ?? []
  expect(settlementFrom(rows)).toEqual(expected && { amountMinor, currency, at })
  expect(settlementFrom(rows.toReversed())).toEqual(settlementFrom(rows))
})
