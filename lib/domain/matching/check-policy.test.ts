import { describe, expect, test } from 'vitest'
import { checkPolicy } from './check-policy'
import { defaultPolicy } from './default-policy'
import type { MatchRule, PairPolicy } from './policy'
import { payoutPolicy } from './testing/small-rows'

const [first] = payoutPolicy.rules as [MatchRule]
function faultsOf(over: Partial<PairPolicy>): string[] {
  return checkPolicy({ version: 'v', pairs: [{ ...payoutPolicy, ...over }] }).map(
    ({ where, message, fix }) => `${where} ${message}. ${fix}`,
  )
}
const withRule = (over: Partial<MatchRule>) => faultsOf({ rules: [{ ...first, ...over }], splits: [] })

describe('a policy is checked before it is tried out', () => {
  test('what is shipped has no fault', () => {
    expect(checkPolicy(defaultPolicy)).toEqual([])
  })

  test.each([
    ['thresholds in the wrong order', faultsOf({ proposeFrom: 95 }), 'proposeFrom is above confirmFrom'],
    ['a margin below nothing', faultsOf({ marginPoints: -1 }), 'marginPoints is not a whole number from 0 to 50'],
    ['half a point', faultsOf({ confirmFrom: 90.5 }), 'confirmFrom is not a whole number'],
    [
      'a ceiling that the engine does not keep',
      faultsOf({ ceilings: { ...payoutPolicy.ceilings, blockRows: 5000 } }),
      'ceilings.blockRows is not a whole number from 1 to 2000',
    ],
    ['no rule', faultsOf({ rules: [] }), 'rules is empty'],
    ['a side with itself', faultsOf({ right: 'payout' }), 'ties a side to itself'],
    [
      'points beyond a hundred',
      withRule({ points: { reference: 70, amount: 20, date: 20, text: 5 } }),
      'points add up to 115',
    ],
    [
      'a rule that proposes nothing',
      withRule({ points: { reference: 50, amount: 5, date: 0, text: 0 } }),
      'points add up to 55, below proposeFrom',
    ],
    [
      'a reference that is worth nothing',
      withRule({ points: { reference: 0, amount: 90, date: 0, text: 0 } }),
      'points.reference is 0',
    ],
    [
      'a window that begins late',
      withRule({ window: { ...first.window, earliest: 2 } }),
      'window.earliest is not a whole number from -90 to 0',
    ],
    ['prompt beyond the window', withRule({ window: { ...first.window, prompt: 11 } }), 'window.prompt does not lie'],
    [
      'a negative tolerance',
      withRule({ amount: { kind: 'tolerance', absoluteMinor: -1n, basisPoints: 0, direction: 'either' } }),
      'amount.absoluteMinor is negative',
    ],
    [
      'more than half as a bound',
      withRule({ amount: { kind: 'rate', boundBp: 5001 } }),
      'amount.boundBp is not a whole number',
    ],
    ['a similarity beyond 1000', withRule({ textAtLeast: 1001 }), 'textAtLeast is not a whole number'],
    ['a code with a blank', withRule({ code: 'by amount' }), 'code is no code'],
    ['two rules of one code', faultsOf({ rules: [first, first] }), 'is there twice'],
    ['a kind with its colon', faultsOf({ decisiveKinds: ['trace:'] }), 'which is no kind'],
  ])('%s', (_, faults, expected) => {
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.some((fault) => fault.includes(expected))).toBe(true)
  })

  test('two lists for the same two sides, and no version', () => {
    const faults = checkPolicy({ version: ' ', pairs: [payoutPolicy, payoutPolicy] })
    expect(faults.map(({ where }) => where)).toEqual(['version', 'pairs[1] payout to bank_line'])
  })
})
