import { expect, test } from 'vitest'
import { calendarDay } from '../../base/calendar-day'
import { coveredDays, type StatementSpan } from './covered-days'

type Short = [
  format: StatementSpan['format'],
  opening: string | null,
  first: string | null,
  last: string | null,
  closing: string | null,
  minors: [bigint | null, bigint | null],
]
const day = (text: string | null) => (text === null ? null : calendarDay(`2026-10-${text}`))
const span = ([format, opening, first, last, closing, [openingMinor, closingMinor]]: Short): StatementSpan => ({
  format,
  openingOn: day(opening),
  firstOn: day(first),
  lastOn: day(last),
  closingOn: day(closing),
  openingMinor,
  closingMinor,
})
const covered = (...given: Short[]) =>
  coveredDays(given.map(span)).map(({ from, to }) => `${from.slice(8)}–${to.slice(8)}`)

test.each<[string, Short[], string[]]>([
  ['nothing', [], []],
  [
    'days that meet',
    [
      ['camt053', '05', null, null, '05', [1n, 1n]],
      ['camt053', '06', '06', '06', '06', [9n, 8n]],
    ],
    ['05–06'],
  ],
  [
    'a weekend over which the balance stood',
    [
      ['camt053', '02', null, null, '02', [1n, 5n]],
      ['camt053', '05', null, null, '05', [5n, 6n]],
    ],
    ['02–05'],
  ],
  [
    'a statement is missing',
    [
      ['camt053', '02', null, null, '02', [1n, 5n]],
      ['camt053', '05', null, null, '05', [7n, 6n]],
    ],
    ['02–02', '05–05'],
  ],
  [
    'balances that nobody says do not bridge',
    [
      ['csv', null, '02', '02', null, [null, null]],
      ['csv', null, '05', '05', null, [null, null]],
    ],
    ['02–02', '05–05'],
  ],
  ['MT940 opens on the day before', [['mt940', '04', null, null, '11', [1n, 2n]]], ['05–11']],
  ['a line before the opening day is covered', [['mt940', '06', '05', '08', '07', [1n, 2n]]], ['05–08']],
  [
    'one within another',
    [
      ['csv', null, '01', '20', null, [1n, 2n]],
      ['csv', null, '05', '06', null, [3n, 4n]],
      ['csv', null, '21', '22', null, [9n, 9n]],
    ],
    ['01–22'],
  ],
])('%s', (_, given, expected) => {
  expect(covered(...given)).toEqual(expected)
  expect(covered(...given.toReversed())).toEqual(expected)
})
