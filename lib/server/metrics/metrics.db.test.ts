import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { measureNames } from '@/lib/domain/metrics/measures'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { makeWorld } from '../ledger/testing/world'
import { listMetricRows, type MetricCursor, type MetricRow } from './list-metric-rows'
import { dailyMetrics, figuresByDay, firstDayOf, overviewFigures } from './queries'

const world = makeWorld(41, 80)
const all = { from: calendarDay('2026-08-01'), to: calendarDay('2026-12-31') }
let t: TestDatabase

beforeAll(async () => {
  t = await openTestDatabase()
  await storeEntries(t.ctx, world.entries)
  await postLedger(t.ctx)
})
afterAll(() => t.close())

async function everyRow(filter: Omit<Parameters<typeof listMetricRows>[1], 'after'>): Promise<MetricRow[]> {
  const rows: MetricRow[] = []
  for (let after: MetricCursor | null | undefined; after !== null; ) {
    const page = await listMetricRows(t.ctx, { ...filter, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

test('the rows behind every figure of every day add up to it, page by page, to the cent', async () => {
  const cells = await dailyMetrics(t.ctx, all)
  expect(cells).toHaveLength(world.expected.size)
  for (const { day, currency, chargeType, ...cell } of cells.slice(0, 12)) {
    for (const measure of measureNames) {
      const rows = await everyRow({ day, currency, chargeType, measure, limit: 3 })
      expect(rows.reduce((sum, row) => sum + row.addedMinor, 0n)).toBe(cell[measure])
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    }
  }
})

test('revenue is what each sale was meant to leave: a tenth as a fee or a fifth as a share, less what went back', async () => {
  const [euros] = await overviewFigures(t.ctx, all)
  const cells = [...world.expected.values()]
  const sum = (name: (typeof measureNames)[number]) => cells.reduce((total, cell) => total + cell[name], 0n)
  expect(euros).toMatchObject({
    currency: 'eur',
    volumeMinor: sum('capturedMinor') - sum('refundedMinor'),
    payments: sum('payments'),
    revenueMinor: BigInt(world.revenueMinor),
  })
  const days = await figuresByDay(t.ctx, all, 'eur')
  expect(days.reduce((total, day) => total + day.revenueMinor, 0n)).toBe(euros?.revenueMinor)
  expect(days.map((day) => day.day)).toEqual(days.map((day) => day.day).toSorted())
  expect(euros?.takeRateBp).toBeGreaterThan(0n)
})

test('a range ends where it says, and another marketplace has no figures', async () => {
  const [first] = await dailyMetrics(t.ctx, all)
  const day = first?.day ?? calendarDay('2026-01-01')
  expect(new Set((await dailyMetrics(t.ctx, { from: day, to: day })).map((cell) => cell.day))).toEqual(new Set([day]))
  const other = t.ctxAs('executive', t.otherMarketplaceId)
  expect(await overviewFigures(other, all)).toEqual([])
  expect(await listMetricRows(other, { day, currency: 'eur', measure: 'capturedMinor' })).toEqual({
    rows: [],
    next: null,
  })
})

test('the first day of a currency is its own, and none where it never moved', async () => {
  const cells = await dailyMetrics(t.ctx, all)
  for (const currency of new Set(cells.map((cell) => cell.currency))) {
    const [first] = await dailyMetrics(t.ctx, all, currency)
    expect(await firstDayOf(t.ctx, currency)).toBe(first?.day)
  }
  expect(await firstDayOf(t.ctx, 'xau')).toBeNull()
})
