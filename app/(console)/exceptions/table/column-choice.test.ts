import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asChoice, columnNames, columnsOf, moved, toggled, usualColumns } from './column-choice'

const someColumns = fc.array(fc.constantFrom(...columnNames))

test('whatever an address names, each column stands once and the reason is there', () => {
  fc.assert(
    fc.property(someColumns, (chosen) => {
      const columns = columnsOf(chosen)
      expect(new Set(columns).size).toBe(columns.length)
      expect(columns).toContain('reason')
    }),
  )
})

test('showing and hiding again, and moving there and back, lead where it began', () => {
  fc.assert(
    fc.property(someColumns, fc.constantFrom(...columnNames), (chosen, name) => {
      const columns = columnsOf(chosen)
      expect(toggled(toggled(columns, name), name).toSorted()).toEqual(columns.toSorted())
      const right = moved(columns, name, 1)
      if (right !== columns) expect(moved(right, name, -1)).toEqual(columns)
    }),
  )
})

test('what everybody sees is not said in the address', () => {
  expect(asChoice(columnsOf(null))).toBeNull()
  expect(asChoice(moved(usualColumns, 'amount', 1))).toEqual(['severity', 'reason', 'age', 'amount', 'due', 'owner'])
  expect(moved(usualColumns, 'severity', -1)).toBe(usualColumns)
  expect(toggled(usualColumns, 'reason')).toBe(usualColumns)
})
