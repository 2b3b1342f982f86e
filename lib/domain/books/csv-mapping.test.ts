import { expect, test } from 'vitest'
import { guessSources } from './csv-fields'
import { type CsvMapping, csvMapping, recordFromCells } from './csv-mapping'

const fields = {
  reference: { column: 'Ref' },
  kind: { fixed: 'sale' },
  account: { column: 'Account' },
  amount: { column: 'Amount' },
  currency: { column: 'Cur' },
  occurredAt: { column: 'When' },
} as const
const major: CsvMapping = { unit: 'major', fields }
const cells = { Ref: 'FH-1', Account: 'acct_1', Amount: '12.50', Cur: 'USD', When: '2026-11-23T10:00:00Z' }

test('a decimal becomes minor units by its own currency', () => {
  expect(recordFromCells(cells, major)).toMatchObject({ ok: true, value: { amountMinor: '1250', currency: 'usd' } })
  expect(recordFromCells({ ...cells, Cur: 'KWD' }, major)).toMatchObject({ value: { amountMinor: '12500' } })
})

test('a cent that the currency does not have is refused, not rounded', () => {
  expect(recordFromCells({ ...cells, Cur: 'JPY' }, major)).toEqual({ ok: false, reason: 'too_many_decimals' })
})

test('minor units are handed on as they stand, for the schema to judge', () => {
  expect(recordFromCells(cells, { ...major, unit: 'minor' })).toMatchObject({ value: { amountMinor: '12.50' } })
})

test('a fixed value serves every line, an empty cell is no value', () => {
  const record = recordFromCells({ ...cells, Ref: '  ' }, major)
  expect(record.ok && record.value.kind).toBe('sale')
  expect(record.ok && 'reference' in record.value).toBe(false)
})

test('a quote needs both its columns, and half of one is left for the schema to refuse', () => {
  const quoted: CsvMapping = {
    ...major,
    fields: { ...fields, quoteCurrency: { column: 'To' }, quoteRate: { column: 'At' } },
  }
  const quoteOf = (more: Record<string, string>) => recordFromCells({ ...cells, ...more }, quoted)
  expect(quoteOf({ To: 'EUR', At: '0.92' })).toMatchObject({ value: { quote: { currency: 'eur', rate: '0.92' } } })
  expect(quoteOf({ To: 'EUR' })).toMatchObject({ value: { quote: { currency: 'eur', rate: undefined } } })
  expect(quoteOf({})).toMatchObject({ value: expect.not.objectContaining({ quote: expect.anything() }) })
})

test('a column that is called like a part of every object is empty where its cell is missing', () => {
  const mapping: CsvMapping = { ...major, fields: { ...fields, seller: { column: 'constructor' } } }
  const record = recordFromCells(cells, mapping)
  expect(record.ok && 'seller' in record.value).toBe(false)
})

test('a mapping without a source for the amount is no mapping', () => {
  const { amount: _, ...rest } = fields
  expect(csvMapping.safeParse({ unit: 'major', fields: rest }).success).toBe(false)
})

test('columns are recognised whatever their spelling', () => {
  expect(guessSources(['Reference', 'occurred_at', 'Order ID', 'Colour'])).toEqual({
    reference: 'Reference',
    occurredAt: 'occurred_at',
    orderReference: 'Order ID',
  })
})
