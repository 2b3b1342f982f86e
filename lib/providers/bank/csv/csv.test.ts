import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { csvOptions, eventsOf, linesOf, mapping, troublesOf } from '../testing/sample-files'

const head = 'Booked;Amount;Text;Name;Balance\n'
const read = (file: string | Uint8Array, over: Partial<StatementMapping> = {}) =>
  eventsOf(file, { ...csvOptions, mapping: { ...mapping, ...over } } as typeof csvOptions)
const amounts = async (file: string, over: Partial<StatementMapping> = {}) =>
  linesOf(await read(file, over)).map((line) => line.amountMinor)

test('a file with BOM, quoted line breaks and amounts like 1.234,56 is read by its mapping', async () => {
  const events = await read(
    `\ufeff${head}31.10.2026;1.234,56;"two\nlines";Stripe;2.000,00\n30.10.2026;(12,00);x;;765,44\n`,
  )
  expect(troublesOf(events)).toEqual([])
  expect(linesOf(events)).toMatchObject([
    {
      line: 2,
      bookedOn: '2026-10-31',
      amountMinor: 123_456n,
      text: 'two lines',
      counterparty: 'Stripe',
      runningMinor: 200_000n,
    },
    { line: 4, amountMinor: -1200n, counterparty: null },
  ])
})

test('a break inside quotes is one line, however it is written', async () => {
  const events = await read(`${head.trim()}\r\n31.10.2026;5,00;"two\r\nlines";a;\r\n30.10.2026;6,00;x;b;\r\n`)
  expect(linesOf(events).map(({ line }) => line)).toEqual([2, 4])
})

test('debit and credit in two columns; inverted signs; lines above the head; another sign between columns', async () => {
  const two = { ...mapping.columns, amount: undefined, balance: undefined, debit: 'Amount', credit: 'Name' }
  const file = `${head}31.10.2026;5,00;a;;\n31.10.2026;-6,00;b;;\n31.10.2026;;c;7,00;\n`
  expect(await amounts(file, { columns: JSON.parse(JSON.stringify(two)) })).toEqual([-500n, -600n, 700n])
  expect(await amounts(`${head}31.10.2026;5,00;a;b;\n`, { sign: 'inverted' })).toEqual([-500n])
  expect(await amounts(`My account\n"odd\n${head}31.10.2026;5,00;a;b;\n`, { skipLines: 2 })).toEqual([500n])
  const tab = `${head}31.10.2026;5,00;a;b;\n`.replaceAll(';', '\t')
  expect(await amounts(tab, { delimiter: '\t' })).toEqual([500n])
})

describe('an error per line', () => {
  test.each([
    ['31.10.2026;12.00;a;b;', '2 amount: amount is not an amount in the style of this file'],
    ['31.10.2026;1,005;a;b;', '2 amount: amount has more decimals than its currency'],
    ['31.10.2026;;a;b;', '2 missing: amount is empty'],
    ['2026-10-31;5,00;a;b;', '2 day: bookedOn is not a day of the calendar'],
    ['31.10.2026;=5+5;a;b;', '2 formula: This cell holds a formula'],
    ['31.10.2026;5,00;"=HYPERLINK(""x"")";b;', '2 formula: This cell holds a formula'],
    ['31.10.2026;5,00;@SUM(A1);b;', '2 formula: This cell holds a formula'],
    ['31.10.2026;5,00', '2 missing: This line ends before this column'],
    ['31.10.2026;5,00;a;b;;;', '2 format: This line has more cells than the head'],
    ['31.10.2026;5,00;a;b;x', '2 amount: balance is not an amount in the style of this file'],
  ])('%s', async (row, says) => {
    const events = await read(`${head}${row}\n30.10.2026;="5,00";a;b;\n`)
    expect(troublesOf(events)).toEqual([says])
    expect(linesOf(events)).toMatchObject([{ line: 3, amountMinor: 500n }])
  })
})

describe('refused as a whole', () => {
  const row = '31.10.2026;5,00;a;b;\n'
  test.each([
    [
      'a column of the mapping is missing',
      'Booked;Amount;Text;Balance\n31.10.2026;5,00;a;\n',
      '1 column_missing: The file has no column "Name"',
    ],
    [
      'two columns of one name',
      head.replace('Name', 'Amount') + row,
      '1 column_twice: The file has two columns "Amount"',
    ],
    [
      'the head stands again',
      head + row + head + row,
      '3 repeated_page: The head stands here again: a page is repeated, or two files are one',
    ],
    [
      'a quote is never closed',
      `${head + row}31.10.2026;5,00;"a;b;\n`,
      '3 truncated: A quote opens on this line and is never closed',
    ],
    ['the last line is cut', `${head + row}31.10.2026;5`, '3 truncated: The file ends in the middle of this line'],
    ['a head and nothing below it', head, '1 format: The file has a head and no lines'],
    ['nothing in it', '', '1 format: The file holds no statement'],
  ])('%s', async (_, file, says) => expect(troublesOf(await read(file)).at(-1)).toBe(says))
})

test('whatever stands in the cells and wherever the chunks are cut, what was written is read back', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/[\0\ud800-\udfff]/g, '').replace(/^\s*[=@]+/, ''))
  const rows = fc.array(fc.record({ minor: fc.bigInt(-(10n ** 9n), 10n ** 9n), text: cell }), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 50 }), async (list, size) => {
      const cells = list.map(({ minor, text }) => ['31.10.2026', euros(minor), text, '', ''])
      const file = head + stringify(cells, { delimiter: ';' })
      const events = await eventsOf(file, csvOptions, size)
      expect(troublesOf(events)).toEqual([])
      const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
      expect(linesOf(events).map(({ amountMinor, text }) => [amountMinor, text])).toEqual(
        list.map(({ minor, text }) => [minor, flat(text)]),
      )
    }),
    { numRuns: 80 },
  )
})

function euros(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`
}

test('lines to be skipped that never end are refused instead of read to the end of the file', async () => {
  const says = '1 too_long: This line is to be skipped, and does not end'
  const troubles = troublesOf(await read(Buffer.alloc(300_000, 'a'), { skipLines: 1 }))
  expect(troubles).toEqual([says])
})
