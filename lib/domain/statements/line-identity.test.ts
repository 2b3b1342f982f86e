import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineIdentity, occurrenceCounter } from './line-identity'
import { day, lineOf } from './testing/statement-events'

test('where a line stands, its balance and how it is wrapped make no difference', () => {
  const a = lineOf(3, 50n, { text: 'Order 7\n  paid', runningMinor: 5n })
  expect(lineIdentity('ba_1', a)).toBe(lineIdentity('ba_1', lineOf(90, 50n, { text: ' Order 7 paid' })))
})

test('account, day, amount, currency, references, text and counterparty each make another line', () => {
  const base = lineOf(3, 50n, { text: 'x' })
  const references = { ...base.references, endToEndId: 'E1' }
  const others = [
    { bookedOn: day('2026-10-30') },
    { amountMinor: 51n },
    { currency: 'usd' },
    { references },
    { text: 'y' },
    { counterparty: 'z' },
  ]
  const keys = [
    lineIdentity('ba_2', base),
    ...[{}, ...others].map((over) => lineIdentity('ba_1', { ...base, ...over })),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('no two different texts run into one identity', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
      const [one, two] = [lineOf(1, 1n, { text: a, counterparty: b }), lineOf(1, 1n, { text: c, counterparty: d })]
      const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
      const same = flat(a) === flat(c) && flat(b) === flat(d)
      expect(lineIdentity('ba', one) === lineIdentity('ba', two)).toBe(same)
    }),
  )
})

test('twins are counted per day; a day that was forgotten is told, never counted anew', () => {
  const counter = occurrenceCounter(3)
  const [monday, tuesday, wednesday] = [day('2026-10-05'), day('2026-10-06'), day('2026-10-07')]
  expect([counter.next(monday, 'a'), counter.next(monday, 'a'), counter.next(tuesday, 'a')]).toEqual([1, 2, 1])
  expect([counter.next(tuesday, 'b'), counter.next(wednesday, 'c'), counter.next(monday, 'a')]).toEqual([1, 1, null])
  expect(counter.next(tuesday, 'a')).toBe(2)
})

test('however statements of whole days overlap, and in whatever order they come, each line is one and each twin another', () => {
  const lines = fc.array(fc.record({ day: fc.integer({ min: 1, max: 9 }), amount: fc.bigInt(1n, 3n) }), {
    maxLength: 40,
  })
  const windows = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 })), { maxLength: 6 })
  fc.assert(
    fc.property(lines, windows, (all, cuts) => {
      const sorted = all.toSorted((a, b) => a.day - b.day)
      const idsOf = (from: number, to: number) => {
        const counter = occurrenceCounter()
        return sorted
          .filter((line) => line.day >= from && line.day <= to)
          .map(({ day: on, amount }) => {
            const bookedOn = day(`2026-10-0${on}`)
            const key = lineIdentity('ba_1', lineOf(1, amount, { bookedOn, text: 'x' }))
            return `${key} ${counter.next(bookedOn, key)}`
          })
      }
      const whole = idsOf(1, 9)
      expect(new Set(whole).size).toBe(all.length)
      const kept = new Set([...cuts.flatMap(([from, days]) => idsOf(from, from + days)), ...whole])
      expect(kept.size).toBe(all.length)
    }),
  )
})
