import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf, place, scaleOf } from './scale'

test('every value lies between the lowest and the highest tick', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 1 }), (values) => {
      const { min, max, ticks } = scaleOf(values)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(min)
      expect(Math.max(...values)).toBeLessThanOrEqual(max)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(7)
    }),
  )
})

test('a day without sales breaks the line instead of falling to zero', () => {
  const points = place([1, null, 3], { left: 0, right: 20, top: 0, bottom: 10 }, { min: 0, max: 10 })
  expect(pathOf(points)).toBe('M0 9M20 7')
})

test('without any value there is an axis and no line', () => {
  expect(scaleOf([null, null]).ticks).toEqual([0, 1])
  expect(pathOf([null, null])).toBe('')
})
