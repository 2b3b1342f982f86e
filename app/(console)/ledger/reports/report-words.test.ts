import { expect, test } from 'vitest'
import { periodWords, verdictWords } from './report-words'

const check = {
  kind: 'activity',
  state: 'checked',
  origin: 'run',
  refusal: null,
  verdict: 'equal',
  rows: 1200n,
  fetched: 0n,
  missingHere: 0n,
  missingThere: 0n,
  differing: 0n,
  repeated: 0n,
} as const

test.each([
  [{}, 'All 1,200 rows are equal to the cent.'],
  [{ kind: 'summary', rows: 0n }, 'Opening, change and closing are equal to the cent.'],
  [{ fetched: 3n }, 'All 1,200 rows are equal to the cent. 3 that were missing have been fetched from the API.'],
  [{ verdict: 'differs', missingHere: 2n, differing: 1n }, '1,200 rows: 2 missing here, 1 not the same.'],
  [{ verdict: 'differs' }, 'The sums are not the same.'],
  [
    { verdict: 'differs', origin: 'file', missingHere: 1n, fetched: 1n },
    '1,200 rows: 1 missing here. 1 that were missing have been fetched from the API. Check the file again to close it.',
  ],
  [
    { state: 'refused', verdict: null, refusal: 'Line 2: net is not gross less fee' },
    'Not read. Line 2: net is not gross less fee',
  ],
] as const)('$1', (change, words) => {
  expect(verdictWords({ ...check, ...change })).toBe(words)
})

test('the last day of a period is inside it', () => {
  const period = { periodStart: new Date('2026-09-01T00:00:00Z'), periodEnd: new Date('2026-10-01T00:00:00Z') }
  expect(periodWords(period)).toBe('2026-09-01 – 2026-09-30')
})
