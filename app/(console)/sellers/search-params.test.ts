import { expect, test } from 'vitest'
import { monthBeside } from './search-params'

test.each([
  ['2026-10', 1, '2026-11'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['1999-12', 1, '2000-01'],
] as const)('beside %s by %i is %s', (month, by, beside) => {
  expect(monthBeside(month, by)).toBe(beside)
})
