import { expect, test } from 'vitest'
import { signInPolicy, waitAfter, waitSentence } from './sign-in-policy'

test('the first slips are free, then every failure doubles the wait, up to a quarter of an hour', () => {
  const waits = Array.from({ length: 15 }, (_, n) => waitAfter(n, signInPolicy.account.waits))
  expect(waits).toEqual([0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900])
})

test('a client has more slips free than an account, and waits no less afterwards', () => {
  expect(waitAfter(20, signInPolicy.client.waits)).toBe(0)
  expect(waitAfter(21, signInPolicy.client.waits)).toBe(5)
  expect(waitAfter(1000, signInPolicy.client.waits)).toBe(900)
})

test('the sentence never promises too early an end', () => {
  expect(waitSentence(37)).toContain('37 s')
  expect(waitSentence(61)).toContain('2 min')
})
