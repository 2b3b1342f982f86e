import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountDeltas, move, type Posting, posting, reverse } from './posting'

const postings: fc.Arbitrary<Posting[]> = fc.array(
  fc
    .record({
      debit: fc.constantFrom('a', 'b', 'c'),
      credit: fc.constantFrom('d', 'e', 'f'),
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      currency: fc.constantFrom('eur', 'usd'),
    })
    .map((given) => posting(given.debit, given.credit, given.amountMinor, given.currency)),
)

test('nothing, less than nothing and a circle cannot be posted', () => {
  expect(() => posting('a', 'b', 0n, 'eur')).toThrow('a posting of 0 eur')
  expect(() => posting('a', 'b', -5n, 'eur')).toThrow('a posting of -5 eur')
  expect(() => posting('a', 'a', 5n, 'eur')).toThrow('to itself')
})

test('a negative amount turns the direction round instead of the sign', () => {
  expect(move('a', 'b', -5n, 'eur')).toEqual([{ debit: 'b', credit: 'a', amountMinor: 5n, currency: 'eur' }])
  expect(move('a', 'b', 0n, 'eur')).toEqual([])
})

test('saying the opposite twice says the same again', () => {
  fc.assert(
    fc.property(postings, (given) => {
      expect(reverse(reverse(given))).toEqual(given)
    }),
  )
})

test('a transaction and its reversal leave every account where it was', () => {
  fc.assert(
    fc.property(postings, (given) => {
      for (const delta of accountDeltas([...given, ...reverse(given)])) expect(delta.debitMinor).toBe(delta.creditMinor)
    }),
  )
})

test('sums per account come in one order, whatever the order of the postings', () => {
  fc.assert(
    fc.property(postings, (given) => {
      expect(accountDeltas(given.toReversed())).toEqual(accountDeltas(given))
      const sum = (side: 'debitMinor' | 'creditMinor') => accountDeltas(given).reduce((total, d) => total + d[side], 0n)
      expect(sum('debitMinor')).toBe(sum('creditMinor'))
    }),
  )
})
