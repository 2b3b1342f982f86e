import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Provider } from '@/lib/providers/port'
import { blindIndex } from '../crypto/seal'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { erasePerson } from '../personal/erase-person'
import { openEvent } from '../personal/event-body'
import { sealRaw } from '../personal/seal-raw'
import { drainInbox } from './drain-inbox'
import { receiveEvent } from './receive-event'
import { signatureOf } from './testing/signature'

let t: TestDatabase
const ada = { email: 'ada@example.org', name: 'Ada L' }
const ben = { email: 'ben@example.org', name: 'Ben Q' }

/** Nothing is asked of it: what happened to a customer is only noted. */
const provider = { name: 'stripe', livemode: false, platformAccountId: 'acct_platform' } as unknown as Provider

beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => t.admin.query('TRUNCATE inbox_event, person_ref'))

async function receive(id: string, person: object, livemode = false): Promise<void> {
  const object = { id: `cus_${id}`, object: 'customer', balance: 12, ...person }
  const event = { id, object: 'event', type: 'customer.updated', created: 1_790_000_000, livemode, data: { object } }
  const text = JSON.stringify(event)
  await receiveEvent(t.db, Buffer.from(text), signatureOf(text, ['whsec_1'], new Date()))
}
const drain = () => drainInbox(t.ctx, provider)
const erase = () => erasePerson(t.ctxAs('compliance'), ada.email)

async function inbox(columns: string): Promise<Record<string, unknown>[]> {
  const query = `SELECT ${columns} FROM inbox_event WHERE marketplace_id = $1 ORDER BY id`
  return (await t.admin.query(query, [t.marketplaceId])).rows
}

async function customerIn(id: string): Promise<object> {
  const row = (await inbox('account_id, id, body')).find((event) => event.id === id)
  const key = { accountId: String(row?.account_id), id }
  return JSON.parse(openEvent(t.marketplaceId, key, row?.body as Buffer).toString()).data.object
}

const noted = async () => {
  const { rows } = await t.admin.query(`SELECT object_id, person_hash FROM person_ref WHERE money_key <> 'erased'`)
  return rows.map((row) => [row.object_id, row.person_hash])
}
const hashOf = ({ email }: typeof ada) => blindIndex(t.marketplaceId, email)
const nobody = { balance: 12, email: '[sealed]', name: '[sealed]' }

test('whom an event names is noted when it is worked off, not at the door', async () => {
  await receive('evt_1', ada)
  expect(await noted()).toEqual([])
  expect(await drain()).toMatchObject({ events: 1, failed: 0 })
  expect(await noted()).toEqual([['evt_1', hashOf(ada)]])
})

test.each([
  ['still waits', async () => {}],
  ['was worked off', drain],
])('a person is erased from an event that %s, and the neighbour stays', async (_when, before) => {
  await receive('evt_1', ada)
  await receive('evt_2', ben)
  await before()
  expect(await erase()).toMatchObject({ ok: true, value: { objects: 1 } })
  expect(await customerIn('evt_1')).toMatchObject(nobody)
  expect(await customerIn('evt_2')).toMatchObject(ben)
  await drain()
  expect(await noted()).toEqual([['evt_2', hashOf(ben)]])
  expect(await erase()).toMatchObject({ ok: true, value: { objects: 0 } })
})

test('an event of somebody who was erased loses them when it is worked off, also one of a mode nobody connected', async () => {
  await erase()
  await receive('evt_1', ada)
  await receive('evt_2', ada, true)
  await drain()
  for (const id of ['evt_1', 'evt_2']) expect(await customerIn(id)).toMatchObject(nobody)
  expect(await inbox('id, state')).toEqual([
    { id: 'evt_1', state: 'done' },
    { id: 'evt_2', state: 'kept' },
  ])
  expect(await noted()).toEqual([])
})

test('an event from before bodies were sealed whole is worked off, and erased as it lies', async () => {
  const place = { marketplaceId: t.marketplaceId, table: 'inbox_event', column: 'raw', row: 'acct_platform/evt_old' }
  const { raw } = sealRaw(place, { id: 'evt_old', data: { object: { ...ada, balance: 12 } } })
  await t.admin.query(
    `INSERT INTO inbox_event (marketplace_id, provider, livemode, account_id, id, type, created, raw)
     VALUES ($1, 'stripe', false, 'acct_platform', 'evt_old', 'customer.updated', now(), $2)`,
    [t.marketplaceId, JSON.stringify(raw)],
  )
  await t.admin.query(`INSERT INTO person_ref VALUES ('stripe:x', $1, 'acct_platform', 'evt_old', $2)`, [
    t.marketplaceId,
    hashOf(ada),
  ])
  expect(await drain()).toMatchObject({ events: 1, failed: 0 })
  expect(await erase()).toMatchObject({ ok: true, value: { objects: 1 } })
  expect(await inbox('raw')).toMatchObject([{ raw: { _sealed: 'erased', data: { object: nobody } } }])
})

const damage = (id: string) =>
  t.admin.query(`UPDATE inbox_event SET body = set_byte(body, 60, 255 - get_byte(body, 60)) WHERE id = $1`, [id])

test('an event that does not open fails alone, is told, and blocks no erasure from the others', async () => {
  await receive('evt_1', ada)
  await receive('evt_2', ada)
  await damage('evt_1')
  expect(await drain()).toMatchObject({ events: 2, failed: 1 })
  expect(await inbox('id, state, attempts, last_error IS NULL AS well')).toEqual([
    { id: 'evt_1', state: 'new', attempts: 1, well: false },
    { id: 'evt_2', state: 'done', attempts: 0, well: true },
  ])
  expect(await erase()).toMatchObject({ ok: true, value: { objects: 1, unopened: 1 } })
  expect(await customerIn('evt_2')).toMatchObject(nobody)
  const { rows } = await t.admin.query(
    `SELECT detail->>'unopened' AS unopened FROM audit_entry WHERE action = 'person.erase' ORDER BY seq DESC LIMIT 1`,
  )
  expect(rows).toEqual([{ unopened: '1' }])
})

test('what was noted of an event that no longer opens stays noted, for the next erasure', async () => {
  await receive('evt_1', ada)
  await drain()
  await damage('evt_1')
  expect(await erase()).toMatchObject({ ok: true, value: { objects: 0, unopened: 1 } })
  expect(await noted()).toEqual([['evt_1', hashOf(ada)]])
})

test('an event of a mode nobody connected that does not open is tried once in a run', async () => {
  await receive('evt_1', ada, true)
  await damage('evt_1')
  await drain()
  expect(await inbox('id, state, attempts')).toEqual([{ id: 'evt_1', state: 'new', attempts: 1 }])
})
