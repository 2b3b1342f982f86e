import { expect, test } from 'vitest'
import { sizeWords, stateSentence } from './export-words'

const row = { rowsDone: 60_000n, rowsExpected: 120_000n, reason: null }

test.each([
  [{ state: 'waiting' }, 'It waits for the worker to take it up.'],
  [{ state: 'running' }, '60,000 of 120,000 rows are written. You may leave this page: it goes on.'],
  [{ state: 'running', rowsExpected: null }, '60,000 rows are written. You may leave this page: it goes on.'],
  [{ state: 'done', rowsDone: 120_000n }, 'All 120,000 rows are written.'],
  [{ state: 'failed', reason: 'Take CSV.' }, 'Take CSV.'],
  [{ state: 'expired' }, 'A file is kept for 24 hours: ask for the list again.'],
  [{ state: 'expired', reason: 'A person was erased.' }, 'A person was erased.'],
] as const)('$0.state is said', (change, words) => {
  expect(stateSentence({ ...row, ...change })).toBe(words)
})

test.each([
  [1n, '1 kB'],
  [98_000n, '98 kB'],
  [4_200_000n, '4.2 MB'],
  [1_234_000_000n, '1,234.0 MB'],
])('%s bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words)
})
