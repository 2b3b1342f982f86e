import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RawObject } from '@/lib/domain/provider/facts'
import { AccountUnreachable, ProviderUnavailable } from '@/lib/providers/errors'
import type { ObjectAddress, Page, Provider, Retrieved } from '@/lib/providers/port'
import { factsFromEvent } from '@/lib/providers/stripe/facts/facts-from-event'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { markDirty } from '../sync/accounts'
import { saveCursors, soleCursor } from '../sync/cursors'
import { chargeOf } from '../sync/testing/raw-objects'
import { listUnknownTypes } from '../sync/unknown-types'
import { drainInbox } from './drain-inbox'
import { mostAttempts } from './inbox-rows'
import { storeEvents } from './store-events'

let t: TestDatabase
let asked: string[]
let behaviour: (address: ObjectAddress) => Retrieved

beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  asked = []
  behaviour = (address) => found(address, chargeOf(address.objectId))
  await t.admin.query('TRUNCATE inbox_event, provider_object, provider_leg, recon_touch, sync_cursor')
  await t.admin.query('DELETE FROM provider_account WHERE NOT is_platform')
  await inSql(t.ctx, (sql) =>
    saveCursors(sql, t.ctx, provider, [soleCursor('acct_platform', 'bt-tail', { done: true })]),
  )
})

const emptyPage: Page<never> = { items: [], unsound: [], next: null, observedAt: new Date(0) }
const accountOf = (accountId: string) => ({
  provider: 'stripe' as const,
  livemode: false,
  accountId,
  isPlatform: false,
  name: null,
  country: null,
  defaultCurrency: null,
  created: null,
  raw: { id: accountId },
  observedAt: new Date(1000),
})

function found({ accountId }: ObjectAddress, raw: RawObject): Retrieved {
  const reading = {
    livemode: false,
    accountId,
    isPlatform: accountId === 'acct_platform',
    observedAt: new Date(asked.length + 1000),
  }
  return { state: 'found', found: stateFrom(raw, reading) }
}

/** A provider that answers from this file: what it was asked is written down. */
const provider = {
  name: 'stripe',
  livemode: false,
  platformAccountId: 'acct_platform',
  retrieveObject: async (address: ObjectAddress) => {
    asked.push(`${address.accountId}/${address.objectId}`)
    return behaviour(address)
  },
  retrieveAccount: async (accountId: string) => {
    asked.push(accountId)
    return accountOf(accountId)
  },
  listBalanceTransactions: async (accountId: string) => {
    asked.push(`${accountId} balance transactions`)
    return emptyPage
  },
  listPayoutItems: async () => emptyPage,
  counts: () => ({ requests: 0, throttled: 0 }),
} as unknown as Provider

let made = 0
const event = (type: string, object: RawObject, account?: string) => {
  const raw = { id: `evt_${++made}`, object: 'event', type, created: 1_790_000_000, livemode: false, data: { object } }
  return factsFromEvent(account ? { ...raw, account } : raw, 'acct_platform')
}
const arrive = (...events: ReturnType<typeof event>[]) => inSql(t.ctx, (sql) => storeEvents(sql, t.ctx, events))
const states = async () =>
  (await t.admin.query('SELECT type, state, attempts, last_error FROM inbox_event ORDER BY received_at, id')).rows

test('many events of one object are one request, and its newest state is what is kept', async () => {
  behaviour = (address) => found(address, chargeOf('ch_1', { amount_refunded: 7000 }))
  const stale = chargeOf('ch_1', { amount_refunded: 0 })
  await arrive(event('charge.succeeded', stale), event('charge.updated', stale), event('charge.refunded', stale))
  expect(await drainInbox(t.ctx, provider)).toMatchObject({ events: 3, failed: 0, kept: 0 })
  expect(asked).toEqual(['acct_platform/ch_1', 'acct_platform balance transactions'])
  const { rows } = await t.admin.query(`SELECT raw->>'amount_refunded' AS refunded FROM provider_object`)
  expect(rows).toEqual([{ refunded: '7000' }])
})

test('a seller nobody has heard of is read first, and left to the sync for his past', async () => {
  await arrive(event('charge.succeeded', chargeOf('ch_2'), 'acct_new'))
  await drainInbox(t.ctx, provider)
  const { rows } = await t.admin.query(
    `SELECT dirty_since IS NOT NULL AS dirty FROM provider_account WHERE account_id = 'acct_new'`,
  )
  expect(rows).toEqual([{ dirty: true }])
  const jobs = await t.admin.query(`SELECT 1 FROM pgboss.job WHERE name = 'sync-stripe' AND state = 'created'`)
  expect(jobs.rowCount).toBe(1)
})

test('one event that cannot be worked off fails alone, is told, and is given up in the end', async () => {
  behaviour = (address) => {
    if (address.objectId === 'ch_bad') throw new Error('no such luck')
    return found(address, chargeOf(address.objectId))
  }
  await arrive(event('charge.updated', chargeOf('ch_bad')), event('charge.updated', chargeOf('ch_good')))
  expect(await drainInbox(t.ctx, provider)).toMatchObject({ events: 2, failed: 1 })
  expect((await states()).map(({ state, attempts, last_error }) => [state, attempts, last_error])).toEqual(
    expect.arrayContaining([
      ['new', 1, 'no such luck'],
      ['done', 0, null],
    ]),
  )
  for (let run = 1; run < mostAttempts; run++) await drainInbox(t.ctx, provider)
  expect((await states()).map(({ state }) => state).sort()).toEqual(['done', 'failed'])
  expect(await drainInbox(t.ctx, provider)).toMatchObject({ events: 0 })
})

test('a provider that does not answer is nobody’s fault: the events wait as they were', async () => {
  behaviour = () => {
    throw new ProviderUnavailable('silence')
  }
  await arrive(event('charge.updated', chargeOf('ch_3')))
  await expect(drainInbox(t.ctx, provider)).rejects.toMatchObject({ retryable: true })
  expect(await states()).toEqual([{ type: 'charge.updated', state: 'new', attempts: 0, last_error: null }])
})

test('events and objects that nobody has seen before are kept, counted and shown', async () => {
  await arrive(
    event('novelty.created', { id: 'nov_1', object: 'novelty' }),
    event('novelty.created', { id: 'nov_2', object: 'novelty' }),
  )
  expect(await drainInbox(t.ctx, provider)).toMatchObject({ events: 2, kept: 2, failed: 0 })
  expect(asked).toEqual([])
  expect(await listUnknownTypes(t.ctx)).toEqual([
    expect.objectContaining({ what: 'event', name: 'novelty.created', count: 2 }),
  ])
})

test('an account that withdrew its consent is never asked again, whatever still arrives from it', async () => {
  await t.admin.query(
    `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at) VALUES ($1, 'stripe', false, 'acct_gone', false, now())`,
    [t.marketplaceId],
  )
  await inSql(t.ctx, (sql) => markDirty(sql, t.ctx, provider, ['acct_gone']))
  const left = event('account.application.deauthorized', { id: 'ca_1', object: 'application' }, 'acct_gone')
  await arrive(event('charge.updated', chargeOf('ch_4'), 'acct_gone'), left)
  await drainInbox(t.ctx, provider)
  const { rows } = await t.admin.query(
    `SELECT deauthorized_at IS NOT NULL AS ended, dirty_since FROM provider_account WHERE account_id = 'acct_gone'`,
  )
  expect(rows).toEqual([{ ended: true, dirty_since: null }])
  expect(asked.filter((question) => question.startsWith('acct_gone'))).toEqual([])
  expect((await states()).every(({ state }) => state === 'done')).toBe(true)
})

test('an account that Stripe refuses to show ends the same way, and holds up nobody', async () => {
  await t.admin.query(
    `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at) VALUES ($1, 'stripe', false, 'acct_shut', false, now())`,
    [t.marketplaceId],
  )
  behaviour = (address) => {
    if (address.accountId === 'acct_shut') throw new AccountUnreachable('acct_shut', 'no access')
    return found(address, chargeOf(address.objectId))
  }
  await arrive(event('charge.updated', chargeOf('ch_5'), 'acct_shut'), event('charge.updated', chargeOf('ch_6')))
  expect(await drainInbox(t.ctx, provider)).toMatchObject({ events: 2, failed: 0 })
  const { rows } = await t.admin.query(`SELECT account_id FROM provider_account WHERE deauthorized_at IS NOT NULL`)
  expect(rows).toEqual([{ account_id: 'acct_shut' }])
})
