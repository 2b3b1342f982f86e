import { expect, test } from 'vitest'
import { columnNames, delimiterOf } from './csv-head'

test.each([
  ['reference,kind,amount', ','],
  ['reference;kind;amount', ';'],
  ['reference\tkind\tamount', '\t'],
  ['"a;b;c;d",kind', ','],
  ['\uFEFFreference;kind\r\n1,5,6,7,8;sale', ';'],
  ['reference', ','],
  ['', ','],
])('%j is parted by %j', (text, sign) => {
  expect(delimiterOf(text)).toBe(sign)
})

test('the names of the columns come without quotes, mark and lines', () => {
  expect(columnNames('\uFEFF"Order; no.";Amount ;\r\n1;2;3')).toEqual(['Order; no.', 'Amount'])
  expect(columnNames('')).toEqual([])
})
