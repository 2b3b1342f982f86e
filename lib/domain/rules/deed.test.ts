import { expect, test } from 'vitest'
import { deedText, readDeed, sayFired } from './deed'

test.each([
  ['not_ours', { act: 'resolve', resolution: 'not_ours' }],
  ['assign:usr_1', { act: 'assign', to: 'usr_1' }],
  ['assign:in_turn', { act: 'assign', to: 'in_turn' }],
  ['tag:ask-bank', { act: 'tag', tag: 'ask-bank' }],
  ['tell:usr_1', { act: 'tell', to: 'usr_1' }],
])('"%s" is a deed, and its text again', (text, deed) => {
  const read = readDeed(text)
  expect(read).toEqual(deed)
  expect(read && deedText(read)).toBe(text)
})

test.each(['', 'assign', 'assign:', 'assign:a b', 'tag:a,b', 'pay:acct_1', 'constructor', 'tell:<x>'])(
  '"%s" is none',
  (text) => expect(readDeed(text)).toBeNull(),
)

test('a trial of an act says how often', () => {
  expect(sayFired(90, 14, 3)).toContain('fired 14 times in the last 90 days; 3 of these still wait')
  expect(sayFired(90, 0, 0)).toContain('would not have fired')
})
