import { expect, test } from 'vitest'
import { adviceOn } from './retry-words'

test.each([
  ['new', 'connection reset', /by itself/],
  ['failed', 'The provided key does not have the required permissions', /read access/],
  ['failed', 'fee_refund fr_1 names no object to read it through', /Nothing is lost/],
  ['failed', null, /Look at the reason/],
])('%s with %s', (state, lastError, advice) => {
  expect(adviceOn({ state, lastError })).toMatch(advice)
})
