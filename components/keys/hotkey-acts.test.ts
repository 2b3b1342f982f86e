import { expect, test } from 'vitest'
import { rowAtAct } from './hotkey-acts'

const row = 'http://own/exceptions?kind=fee_differs&item=ex_2'

test('a key of an item acts on the focused row, not on another item that is shown', () => {
  expect(rowAtAct(row, 'ex_1', 'e')).toBe('/exceptions?kind=fee_differs&item=ex_2&act=resolve')
  expect(rowAtAct(row, 'ex_1', 'a')).toBe('/exceptions?kind=fee_differs&item=ex_2&act=assign')
  expect(rowAtAct(row, null, 'c')).toBe('/exceptions?kind=fee_differs&item=ex_2&act=comment')
})

test('where the focused row is the one shown, its own button is pressed; filter and find are never an item’s', () => {
  expect(rowAtAct(row, 'ex_2', 'e')).toBeNull()
  expect(rowAtAct(row, 'ex_1', 'f')).toBeNull()
  expect(rowAtAct(row, 'ex_1', '/')).toBeNull()
})
