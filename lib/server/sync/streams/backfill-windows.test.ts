import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowsFrom } from './backfill-windows'

const day = 86_400_000
const base = new Date('2026-06-01T00:00:00Z').getTime()

test('a page that is all there is closes the whole past at once', () => {
  const page = {
    accountId: 'acct_1',
    rows: 3,
    newest: new Date(base),
    oldest: new Date(base - day),
    more: false,
    bornAt: null,
  }
  expect(windowsFrom(page)).toEqual([expect.objectContaining({ windowStart: new Date(0), done: true })])
})

test('a busy account is cut into many windows, a quiet one into few', () => {
  const page = (spanMs: number) =>
    windowsFrom({
      accountId: 'a',
      rows: 100,
      newest: new Date(base),
      oldest: new Date(base - spanMs),
      more: true,
      bornAt: new Date(base - 60 * day),
    })
  expect(page(3_600_000).length).toBeGreaterThan(20)
  expect(page(20 * day).length).toBeLessThanOrEqual(3)
})

test('whatever the density, the windows that are left cover all time up to the oldest row seen, without a gap', () => {
  const shape = fc.record({
    newest: fc.integer({ min: base, max: base + 90 * day }),
    spanMs: fc.integer({ min: 0, max: 90 * day }),
    age: fc.option(fc.integer({ min: 0, max: 900 * day })),
    rows: fc.integer({ min: 1, max: 100 }),
  })
  fc.assert(
    fc.property(shape, ({ newest, spanMs, age, rows }) => {
      const oldest = new Date(newest - spanMs)
      const bornAt = age === null ? null : new Date(newest - age)
      const windows = windowsFrom({ accountId: 'a', rows, newest: new Date(newest), oldest, more: true, bornAt })
      const open = windows.filter((window) => !window.done)
      expect(open[0]?.windowStart).toEqual(new Date(0))
      open.forEach((window, i) => {
        expect(window.windowEnd?.getTime()).toBeGreaterThan(window.windowStart.getTime())
        if (i > 0) expect(window.windowStart).toEqual(open[i - 1]?.windowEnd)
      })
      // The second of the oldest row is read again: its rows may go on upon the next page.
      expect(open.at(-1)?.windowEnd?.getTime()).toBeGreaterThan(oldest.getTime())
      expect(new Set(windows.map((window) => window.windowStart.getTime())).size).toBe(windows.length)
    }),
  )
})
