import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { leg } from '@/lib/domain/reconciliation/testing/small-family'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { forgetWorld, storeWorld } from '../reconciliation/testing/store-world'
import { getCalendar } from './queries'
import { type CalendarInput, saveCalendar } from './save-calendar'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('DELETE FROM work_calendar'))

const given: CalendarInput = {
  version: 0,
  zone: 'America/New_York',
  weekdays: [1, 2, 3, 4],
  fromMinute: 480,
  toMinute: 960,
  holidays: ['2026-12-25'],
}
const audits = async () =>
  (await t.admin.query(`SELECT count(*)::int AS n FROM audit_entry WHERE action = 'calendar.save'`)).rows[0]?.n

test('until somebody says otherwise it is nine to five; what is said counts, each version is kept, twice is once', async () => {
  expect(await getCalendar(t.ctx)).toMatchObject({ version: 0, hours: { weekdays: [1, 2, 3, 4, 5], fromMinute: 540 } })
  const before = await audits()
  expect(await saveCalendar(t.ctxAs('admin'), given)).toEqual({ ok: true })
  expect(await saveCalendar(t.ctxAs('admin'), given)).toEqual({ ok: true })
  expect(await getCalendar(t.ctx)).toMatchObject({ version: 1, hours: { zone: 'America/New_York', toMinute: 960 } })
  expect(await saveCalendar(t.ctxAs('admin'), { ...given, version: 1, holidays: [] })).toEqual({ ok: true })
  expect(await getCalendar(t.ctx)).toMatchObject({ version: 2, hours: { holidays: [] } })
  expect((await audits()) - before).toBe(2)
  expect(await getCalendar(t.ctxAs('admin', t.otherMarketplaceId))).toMatchObject({ version: 0 })
})

test('who may not, what is stale, and what is no calendar is refused, and nothing is written', async () => {
  expect(await saveCalendar(t.ctxAs('compliance'), given)).toMatchObject({ reason: 'not_permitted' })
  expect(await saveCalendar(t.ctxAs('admin'), { ...given, zone: 'Europe/Atlantis' })).toMatchObject({
    reason: 'unknown_zone',
  })
  expect(await saveCalendar(t.ctxAs('admin'), { ...given, version: 3 })).toMatchObject({ reason: 'stale' })
  const two = [given, { ...given, holidays: [] }].map((one) => saveCalendar(t.ctxAs('admin'), one))
  expect((await Promise.all(two)).filter(({ ok }) => ok)).toHaveLength(1)
  expect(await getCalendar(t.ctx)).toMatchObject({ version: 1 })
})

test('what is found is due by the calendar of its own marketplace', async () => {
  await saveCalendar(t.ctxAs('admin'), { ...given, zone: 'UTC', weekdays: [6], fromMinute: 0, toMinute: 480 })
  await forgetWorld(t.ctx)
  await storeWorld(t.ctx, { legs: [leg('sale', 'ch_a', 100_000_00n)], entries: [] })
  await reconcileTouched(t.ctx)
  const { rows } = await t.admin.query(
    `SELECT DISTINCT EXTRACT(isodow FROM due_at AT TIME ZONE 'UTC')::int AS weekday,
       to_char(due_at AT TIME ZONE 'UTC', 'HH24:MI') AS clock FROM recon_exception WHERE state = 'open'`,
  )
  expect(rows).toEqual([{ weekday: 6, clock: '08:00' }])
})
