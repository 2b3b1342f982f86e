import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dice } from './dice'

test('the same seed throws the same dice, another seed others', () => {
  const throws = (seed: number) => {
    const dice = new Dice(seed)
    return Array.from({ length: 20 }, () => dice.next())
  }
  expect(throws(7)).toEqual(throws(7))
  expect(throws(7)).not.toEqual(throws(8))
})

test('a shuffle keeps every item and leaves the original alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
      const before = [...items]
      const shuffled = new Dice(seed).shuffle(items)
      expect(items).toEqual(before)
      expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
    }),
  )
})
