import fc from 'fast-check'
import { expect, test } from 'vitest'
import { categories } from '../ledger/categories'
import { buildStatement, categoriesOf, lineOfCategory, statementLines } from './statement'

test('a month of one seller, worked by hand', () => {
  const statement = buildStatement(120_00n, {
    byCategory: [
      { category: 'charge', rows: 3, amountMinor: 500_00n },
      { category: 'partial_capture_reversal', rows: 1, amountMinor: -20_00n },
      { category: 'refund', rows: 1, amountMinor: -50_00n },
      { category: 'payout', rows: 2, amountMinor: -400_00n },
      { category: 'carbon_rebate', rows: 1, amountMinor: 1_00n },
    ],
    byFeeType: [
      { type: 'application_fee', rows: 3, feeMinor: 48_00n },
      { type: 'stripe_fee', rows: 3, feeMinor: 9_00n },
    ],
    feeMinor: 57_10n,
  })
  expect(statement.lines.map(({ line, amountMinor }) => [line, amountMinor])).toEqual([
    ['sales', 480_00n],
    ['platform_fees', -48_00n],
    ['stripe_fees', -9_00n],
    ['other_fees', -10n],
    ['refunds', -50_00n],
    ['other', 1_00n],
    ['payouts', -400_00n],
  ])
  expect(statement.closingMinor).toBe(120_00n + 480_00n - 57_10n - 50_00n + 1_00n - 400_00n)
})

test('opening and lines are always the closing, whatever categories and fees arrive', () => {
  const minor = fc.bigInt(-(10n ** 15n), 10n ** 15n)
  const name = fc.oneof(fc.constantFrom(...Object.keys(categories)), fc.string())
  const fee = fc.constantFrom('application_fee', 'stripe_fee', 'tax', 'constructor', 'new_kind')
  fc.assert(
    fc.property(
      minor,
      fc.array(fc.record({ category: name, rows: fc.nat(9), amountMinor: minor })),
      fc.array(fc.record({ type: fee, rows: fc.nat(9), feeMinor: minor })),
      minor,
      (opening, byCategory, byFeeType, feeMinor) => {
        const { lines, closingMinor } = buildStatement(opening, { byCategory, byFeeType, feeMinor })
        expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, opening)).toBe(closingMinor)
        expect(closingMinor).toBe(byCategory.reduce((sum, row) => sum + row.amountMinor, opening) - feeMinor)
      },
    ),
  )
})

test('every category is on the line whose rows it opens', () => {
  for (const category of [...Object.keys(categories), 'never_seen', 'toString']) {
    const fits = statementLines.filter((line) => {
      const { only, except } = categoriesOf(line)
      return only ? only.includes(category) : !except?.includes(category)
    })
    expect(fits).toEqual([lineOfCategory(category)])
  }
})
