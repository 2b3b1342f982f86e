import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ObjectState, Provider } from '@/lib/providers/port'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { fetchAwaited } from './fetch-awaited'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const at = new Date('2026-10-30T10:00:00Z')
const charge: ObjectState = {
  object: {
    provider: 'stripe',
    livemode: false,
    accountId: 'acct_platform',
    moneyKey: 'stripe:ch_1',
    id: 'ch_1',
    objectType: 'charge',
    created: at,
    amountMinor: 500n,
    currency: 'eur',
    status: 'succeeded',
    parentId: null,
    raw: { id: 'ch_1', object: 'charge' },
    observedAt: at,
  },
  legs: [],
}
const asked: string[] = []
const provider = {
  name: 'stripe',
  livemode: false,
  retrieveObject: async ({ objectType, objectId }) => {
    asked.push(`${objectType} ${objectId}`)
    return objectId === 'ch_1' ? { state: 'found', found: charge } : { state: 'gone' }
  },
} satisfies Partial<Provider> as unknown as Provider

test('an object that a movement names is asked for by its type and stored; one that Stripe denies stays awaited', async () => {
  const awaited = ['ch_1', 'tr_9', 'xx_1'].map((objectId) => ({ accountId: 'acct_platform', objectId }))
  expect(await fetchAwaited(t.ctx, provider, awaited)).toBe(1)
  expect(asked).toEqual(['charge ch_1', 'transfer tr_9'])
  const { rows } = await t.admin.query('SELECT id, marketplace_id FROM provider_object')
  expect(rows).toEqual([{ id: 'ch_1', marketplace_id: t.marketplaceId }])
})
