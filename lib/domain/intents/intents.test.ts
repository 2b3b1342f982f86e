import { expect, test } from 'vitest'
import { keyToUse } from './key-to-use'
import { pauseSeconds } from './pause-after'

const now = new Date('2026-11-03T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test.each([
  ['never sent', null, null, 'same'],
  ['sent a moment ago', ago(0), ago(0), 'same'],
  ['one minute before the key is doubted', ago(23 * 60 - 1), ago(1), 'same'],
  ['the key is doubted, and the last send was a moment ago', ago(23 * 60), ago(1), 'wait'],
  ['the key is doubted, and the last send is nearly an hour old', ago(23 * 60), ago(59), 'wait'],
  ['the key is doubted, and nothing is on its way', ago(23 * 60), ago(60), 'renewed'],
  ['two days later', ago(48 * 60), ago(48 * 60), 'renewed'],
  ['another machine’s clock is two minutes ahead', ago(-2), ago(-2), 'same'],
  ['the clock was turned back by a day', ago(-24 * 60), ago(-24 * 60), 'wait'],
  ['the clock was turned back since the last send', ago(30 * 60), ago(-60), 'wait'],
])('%s', (_, keySentAt, lastSentAt, expected) => {
  expect(keyToUse({ keySentAt, lastSentAt }, now)).toBe(expected)
})

test('pauses grow, and stop growing at an hour', () => {
  expect([1, 2, 3, 4, 8, 9, 50, 5000].map(pauseSeconds)).toEqual([15, 30, 60, 120, 1920, 3600, 3600, 3600])
})
