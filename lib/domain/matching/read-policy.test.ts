import { describe, expect, test } from 'vitest'
import { defaultPolicy } from './default-policy'
import { policyToJson } from './policy-input'
import { readPolicy } from './read-policy'
import { sayRules, sayThresholds } from './say-policy'

const shipped = JSON.parse(policyToJson(defaultPolicy))
const placesOf = (text: string) => readPolicy(text).faults?.map(({ where }) => where)

describe('a policy that somebody wrote', () => {
  test('is read as it was meant', () => {
    expect(readPolicy(policyToJson(defaultPolicy))).toEqual({ policy: defaultPolicy, faults: null })
  })

  test.each([
    ['text that is no JSON', '{"version": ', ['JSON']],
    ['no object', '7', ['the policy']],
    ['an amount that is a number', JSON.stringify(withAmount(1000)), ['pairs[0].rules[1].amount.absoluteMinor']],
    ['a field that nobody knows', JSON.stringify({ ...shipped, colour: 'red' }), ['the policy']],
    [
      'numbers that make no sense',
      JSON.stringify(withAmount('-5')),
      ['pairs[0] payout to bank_line, rule "reference_and_bank_fee", amount.absoluteMinor'],
    ],
    ['far too long a text', ' '.repeat(200_001), ['text']],
  ])('%s is refused at its place', (_, text, places) => {
    expect(placesOf(text)).toEqual(places)
  })
})

test('every shipped rule is said in words, and its parts add up to what it is worth', () => {
  for (const pair of defaultPolicy.pairs) {
    for (const { parts, total, asks } of sayRules(pair)) {
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(total)
      expect(total).toBeGreaterThanOrEqual(pair.proposeFrom)
      expect(asks.length).toBeGreaterThanOrEqual(3)
    }
    expect(sayThresholds(pair)).toContain('Sure from 90, proposed from 60')
  }
  const [, fee] = sayRules(defaultPolicy.pairs[0] ?? { rules: [], splits: [] })
  expect(fee?.asks).toEqual([
    'a shared reference',
    'at most 1000 minor units or 50 bp less, whichever is larger',
    'from 1 before to 10 business days after (all points until day 3)',
  ])
})

function withAmount(absoluteMinor: unknown) {
  const changed = structuredClone(shipped)
  changed.pairs[0].rules[1].amount.absoluteMinor = absoluteMinor
  return changed
}
