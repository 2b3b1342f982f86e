import { describe, expect, test } from 'vitest'
import type { CompositionView } from '@/lib/server/payouts/composition-queries'
import { compositionSentence, confidencePhrase, factorWord } from './composition-words'

const made: CompositionView = {
  basis: 'allocated',
  currency: 'usd',
  balanceType: 'payments',
  amountMinor: 120_450n,
  beforeMinor: 124_000n,
  consumedMinor: 120_450n,
  remainderMinor: 0n,
  afterMinor: 3_550n,
  wholeRows: 41,
  cutRows: 1,
  confidence: 90,
  factors: [],
  policy: 'composition-2',
  computedAt: new Date(0),
}
const paid = { created: new Date('2026-11-03T10:00:00Z'), automatic: false, instant: false }
const say = (more: Partial<CompositionView> = {}, how: Partial<typeof paid> = {}) =>
  compositionSentence({ ...paid, ...how }, { ...made, ...more }, null, 'Europe/Berlin')

describe('the sentence of a payout', () => {
  test('says how much, how, when, of what, and what is left over', () => {
    expect(say()).toBe(
      'USD 1,204.50 paid out by hand on 3 Nov is made of 41 rows and part of one; nothing is left over.',
    )
  })

  test.each<[string, Partial<CompositionView>, Partial<typeof paid>]>([
    ['by hand on 3 Nov is made of one row; nothing', { wholeRows: 1, cutRows: 0 }, {}],
    ['instantly on 3 Nov is made of part of one row; nothing', { wholeRows: 0 }, { instant: true }],
    ['made of 2 rows and parts of 3; nothing', { wholeRows: 2, cutRows: 3 }, {}],
    ['no row that is known; USD 1,204.50 of it comes from', { wholeRows: 0, cutRows: 0, remainderMinor: 120_450n }, {}],
    ['lists in it; its rows are USD 0.05 more', { basis: 'listed', remainderMinor: -5n }, { automatic: true }],
    ['41 rows, by order of availability, until', { basis: 'awaited', cutRows: 0 }, { automatic: true }],
  ])('… %s …', (words, more, how) => {
    expect(say(more, how)).toContain(words)
  })

  test('a payout that came back says when, and that its rows are open again', () => {
    const back = { transactionId: 'txn_1', netMinor: 120_450n, at: new Date('2026-11-07T23:30:00Z') }
    expect(compositionSentence(paid, made, back, 'Europe/Berlin')).toMatch(/It came back on 8 Nov, and what/)
  })
})

test('confidence is said in a word and in points; a factor of a later policy says its name', () => {
  expect([90, 60, 59].map(confidencePhrase)).toEqual(['certain, 90 of 100', 'likely, 60 of 100', 'unclear, 59 of 100'])
  expect(factorWord({ code: 'cut', points: 0, most: 10, says: 'inside' })).toBe('It ends inside a row')
  expect(factorWord({ code: 'ties', points: 0, most: 10, says: 'odd' })).toBe('ties: odd')
})
