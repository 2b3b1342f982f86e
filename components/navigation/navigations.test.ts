import { expect, test } from 'vitest'
import { placeOf } from './navigations'

const at = (text: string) => new URL(text, 'http://console.example')

test('a place is its path and its parameters, in whatever order they stand', () => {
  expect(placeOf(at('/exceptions?sort=amount&kind=DUPLICATE'))).toBe(
    placeOf(at('/exceptions?kind=DUPLICATE&sort=amount')),
  )
  expect(placeOf(at('/exceptions?sort=amount'))).not.toBe(placeOf(at('/exceptions?sort=age')))
  expect(placeOf(at('/ledger'))).not.toBe(placeOf(at('/sync')))
})

test('an item opened beside the list does not change the list’s place', () => {
  const list = at('/exceptions?sort=amount')
  const open = at('/exceptions?sort=amount&item=ex_1&act=resolve')
  expect(placeOf(open, ['item', 'act'])).toBe(placeOf(list, ['item', 'act']))
  expect(placeOf(open)).not.toBe(placeOf(list))
})
