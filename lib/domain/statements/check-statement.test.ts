import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, broken, checkAll, closingOf, day, entryOf, headOf } from './testing/statement-events'
import { breaking, lineTrouble } from './trouble'

describe('opening + lines = closing', () => {
  test('a statement that adds up is accepted with its balances and days', () => {
    const events = [headOf(), entryOf(3, 50n, { bookedOn: day('2026-10-02') }), entryOf(4, -20n), closingOf(130n, 5)]
    const finished = checkAll(events).at(-1)?.finished
    expect(broken(events)).toEqual([])
    expect(finished).toMatchObject({
      openingMinor: 100n,
      closingMinor: 130n,
      firstOn: '2026-10-02',
      lastOn: '2026-10-31',
      lines: 2,
    })
  })

  test('the one line without which it would add up is named', () =>
    expect(broken([headOf(), entryOf(3, 50n), entryOf(4, 7n), closingOf(150n, 5)])).toEqual(['4 does_not_add_up']))

  test('the one line with the wrong sign is named', () =>
    expect(broken([headOf(), entryOf(3, 50n), entryOf(4, 20n), closingOf(130n, 5)])).toEqual(['4 does_not_add_up']))

  test('where no one line explains it, the closing balance is named', () => {
    expect(broken([headOf(), entryOf(3, 50n), closingOf(151n, 5)])).toEqual(['5 does_not_add_up'])
    expect(broken([headOf(), entryOf(3, 7n), entryOf(4, 7n), closingOf(107n, 5)])).toEqual(['5 does_not_add_up'])
  })

  test('a line that could not be read suspends the sum: the line itself is the news', () => {
    const unread = { kind: 'trouble', trouble: lineTrouble(4, 'amount', 'Amt', 'x', 'y') } as const
    expect(broken([headOf(), entryOf(3, 50n), unread, closingOf(999n, 5)])).toEqual([])
  })

  test('whatever its lines: right sums are accepted, and any other closing balance is refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-(10n ** 12n), 10n ** 12n), { maxLength: 30 }),
        fc.bigInt(-9n, 9n),
        (amounts, off) => {
          const sum = amounts.reduce((a, b) => a + b, 100n)
          const lines = amounts.map((amount, i) => entryOf(i + 3, amount))
          expect(broken([headOf(), ...lines, closingOf(sum + off, 50)]).length).toBe(off === 0n ? 0 : 1)
        },
      ),
    )
  })
})

describe('balances beside the lines', () => {
  const running = (pairs: [amount: bigint, running: bigint][]) =>
    pairs.map(([amount, runningMinor], i) => entryOf(i + 2, amount, { runningMinor }))
  const csv = headOf({ opening: null, account: null, sequence: null, page: null })

  test('oldest first and newest first are both right, and give both balances', () => {
    for (const pairs of [
      [
        [10n, 110n],
        [-5n, 105n],
        [1n, 106n],
      ],
      [
        [1n, 106n],
        [-5n, 105n],
        [10n, 110n],
      ],
    ] as [bigint, bigint][][]) {
      expect(broken([csv, ...running(pairs)])).toEqual([])
      expect(checkAll([csv, ...running(pairs)]).at(-1)?.finished).toMatchObject({
        openingMinor: 100n,
        closingMinor: 106n,
      })
    }
  })

  test('the line on which they break is named', () =>
    expect(
      broken([
        csv,
        ...running([
          [10n, 110n],
          [-5n, 105n],
          [1n, 107n],
          [1n, 108n],
        ]),
      ]),
    ).toEqual(['4 does_not_add_up']))
})

describe('one currency, every page once, and an end', () => {
  test('a line in another currency is named', () => {
    expect(broken([headOf(), entryOf(3, 50n), entryOf(4, 5n, { currency: 'usd' }), closingOf(155n, 5)])).toEqual([
      '4 two_currencies',
    ])
    expect(broken([headOf(), entryOf(3, 50n), closingOf(150n, 5, true, 'usd')])).toEqual(['5 two_currencies'])
  })

  test('pages of one statement follow each other', () => {
    const second = headOf({ line: 6, page: '2', isContinued: true, opening: balanceOf(150n, 7) })
    expect(
      broken([headOf(), entryOf(3, 50n), closingOf(150n, 5, false), second, entryOf(8, 1n), closingOf(151n, 9)]),
    ).toEqual([])
    const gap = headOf({ line: 6, page: '3', isContinued: true, opening: balanceOf(170n, 7) })
    expect(broken([headOf(), entryOf(3, 50n), closingOf(150n, 5, false), gap, closingOf(170n, 9)])).toEqual([
      '7 missing_page',
    ])
  })

  test('a page that stands twice is named', () => {
    const page = (line: number) => [headOf({ line }), entryOf(line + 2, 50n), closingOf(150n, line + 4)]
    expect(broken([...page(1), ...page(11)])).toEqual(['11 repeated_page'])
  })

  test('a file that ends inside a statement, or after a page that goes on, is cut off', () => {
    expect(broken([headOf(), entryOf(3, 50n)])).toEqual(['1 truncated'])
    expect(broken([headOf(), entryOf(3, 50n), closingOf(150n, 5, false)])).toEqual(['5 truncated'])
    expect(broken([headOf({ closing: balanceOf(150n, 2), announcedLines: 2 }), entryOf(3, 50n)])).toEqual([
      '1 truncated',
    ])
  })

  test('without any balance a block of lines that stands twice is told from single twins', () => {
    const csv = headOf({ opening: null, account: null, sequence: null, page: null })
    const page = (from: number) => Array.from({ length: 12 }, (_, i) => entryOf(from + i, BigInt(i), { text: `t${i}` }))
    expect(broken([csv, ...page(2), ...page(14)])).toContain('25 repeated_page')
    expect(broken([csv, entryOf(2, 5n, { text: 'coffee' }), entryOf(3, 5n, { text: 'coffee' }), ...page(4)])).toEqual(
      [],
    )
  })
})

test('what breaks the file as a whole says so, what is wrong with a line does not', () => {
  expect(breaking(1, 'format', 'x', 'y').breaks).toBe(true)
  expect(lineTrouble(1, 'amount', null, 'x', 'y').breaks).toBe(false)
})

test('a file of more than ten thousand statements is refused in words', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => [headOf({ sequence: String(at), line: at + 1 }), closingOf(100n, at + 1)])
  expect(broken(many(10_000).flat())).toEqual([])
  expect(broken(many(10_001).flat())).toEqual(['10001 too_long'])
})
