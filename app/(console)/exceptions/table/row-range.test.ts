import { expect, test } from 'vitest'
import { rangeTo } from './row-range'

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

test('a range reaches from the last picked row to this one, either way, and leaves this one to its own box', () => {
  expect(rangeTo(rows, 'a', 'd')).toEqual(['a', 'b', 'c'])
  expect(rangeTo(rows, 'd', 'b')).toEqual(['c', 'd'])
  expect(rangeTo(rows, 'b', 'b')).toEqual([])
})

test('after another page or filter the last one is out of sight: only the row itself is meant', () => {
  expect(rangeTo(rows, 'z', 'c')).toEqual([])
  expect(rangeTo(rows, null, 'c')).toEqual([])
})
