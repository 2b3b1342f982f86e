import { expect, test } from 'vitest'
import { foreseeFees } from './foresee'

const band = (currency: string, rateBp: bigint, fixedMinor = 0n, fromMinor = 0n) => ({
  currency,
  fromMinor,
  rateBp,
  fixedMinor,
})
const group = (currency: string, capturedMinor: bigint, charges: number, takenMinor: bigint) => ({
  currency,
  capturedMinor,
  charges,
  takenMinor,
})

test('each charge is rounded by itself; what the bands do not speak of stays as it was taken', () => {
  const bands = [band('usd', 1000n, 25n), band('usd', 500n, 0n, 100_00n)]
  const groups = [
    group('usd', 1005n, 3, 300n), // 100.5 rounds to 101, and 25: 126 each
    group('usd', 100_00n, 2, 20_00n), // 5.00 each
    group('jpy', 500n, 4, 200n),
  ]
  expect(foreseeFees(bands, groups)).toEqual([
    { currency: 'jpy', charges: 4, unbound: 4, capturedMinor: 2000n, takenMinor: 200n, wouldBeMinor: 200n },
    { currency: 'usd', charges: 5, unbound: 0, capturedMinor: 23_015n, takenMinor: 23_00n, wouldBeMinor: 1378n },
  ])
})

test('the order of the groups changes nothing, and nothing is nothing', () => {
  const groups = [group('usd', 99n, 1, 9n), group('eur', 5n, 1, 1n), group('usd', 101n, 2, 3n)]
  const bands = [band('usd', 333n), band('eur', 1n)]
  expect(foreseeFees(bands, [...groups].reverse())).toEqual(foreseeFees(bands, groups))
  expect(foreseeFees(bands, [])).toEqual([])
})
