import { expect, test } from 'vitest'
import { placesFor } from './hit'

test('nothing typed shows the pages; words narrow pages and acts', () => {
  expect(placesFor('').every(({ group }) => group === 'Go to')).toBe(true)
  expect(placesFor('SYNC').map(({ href }) => href)).toContain('/sync')
  expect(placesFor('rule').map(({ label }) => label)).toEqual(['Draft a rule'])
  expect(placesFor('zzz')).toEqual([])
})
