import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { listStuckEvents } from '../sync/oddities'
import { retryEvents } from './retry-events'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

beforeEach(async () => {
  await t.admin.query('TRUNCATE inbox_event')
  await t.admin.query(`DELETE FROM pgboss.job WHERE name = 'drain-inbox'`)
  await store('evt_given_up', 'failed', 8)
  await store('evt_tried', 'new', 2)
  await store('evt_fresh', 'new', 0)
  await store('evt_done', 'done', 1)
  await store('evt_elsewhere', 'failed', 8, t.otherMarketplaceId)
})

async function store(id: string, state: string, attempts: number, marketplace = t.marketplaceId): Promise<void> {
  await t.admin.query(
    `INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, created, raw, state, attempts, last_error)
     VALUES ($1, 'stripe', false, 'acct_platform', $2, 'charge.updated', now(), '{}', $3, $4, 'no such charge')`,
    [marketplace, id, state, attempts],
  )
}
const analyst = () => t.ctxAs('analyst')
const stuck = async () => (await listStuckEvents(analyst())).map(({ id }) => id).sort()
const waiting = async () => {
  const { rows } = await t.admin.query(`SELECT 1 FROM pgboss.job WHERE name = 'drain-inbox' AND state = 'created'`)
  return rows.length
}
const audited = async () => {
  const { rows } = await t.admin.query(
    `SELECT subject, detail FROM audit_entry WHERE marketplace_id = $1 AND action = 'inbox.retry' ORDER BY seq`,
    [t.marketplaceId],
  )
  return rows as { subject: string; detail: { events: number } }[]
}

test('one event is given a fresh set of tries, the drain is wanted and the chain says who asked', async () => {
  expect(await stuck()).toEqual(['evt_given_up', 'evt_tried'])
  expect(await retryEvents(analyst(), { id: 'evt_given_up' })).toEqual({ ok: true, value: { events: 1 } })
  expect(await stuck()).toEqual(['evt_tried'])
  expect(await waiting()).toBe(1)
  expect((await audited()).at(-1)).toEqual({ subject: 'evt_given_up', detail: { events: 1 } })
})

test('all at once; pressed twice, the second finds nothing and writes nothing', async () => {
  const before = (await audited()).length
  expect(await retryEvents(analyst(), { id: null })).toEqual({ ok: true, value: { events: 2 } })
  expect(await retryEvents(analyst(), { id: null })).toEqual({ ok: false, reason: 'not_stuck' })
  expect(await stuck()).toEqual([])
  expect((await audited()).length).toBe(before + 1)
})

test.each(['executive', 'compliance'] as const)('rejects: %s may look, not press', async (role) => {
  expect(await retryEvents(t.ctxAs(role), { id: null })).toEqual({ ok: false, reason: 'not_permitted' })
  expect(await stuck()).toEqual(['evt_given_up', 'evt_tried'])
  expect(await waiting()).toBe(0)
})

test('rejects: what is done, fresh, or another marketplace’s', async () => {
  for (const id of ['evt_done', 'evt_fresh', 'evt_elsewhere', 'evt_nobody'])
    expect(await retryEvents(analyst(), { id })).toEqual({ ok: false, reason: 'not_stuck' })
  const { rows } = await t.admin.query(`SELECT state FROM inbox_event WHERE id = 'evt_elsewhere'`)
  expect(rows).toEqual([{ state: 'failed' }])
})
