import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RawObject } from '@/lib/domain/provider/facts'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { openRaw, rawPlace } from '../../personal/seal-raw'
import { chargeOf, entryOf, transactionOf } from '../testing/raw-objects'
import { emptyHarvest, type Harvest, storePage } from './store-page'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.admin.query(
    'TRUNCATE balance_transaction, provider_object, provider_leg, posting_queue, recon_touch, quarantine, person_ref',
  )
})

const store = (harvest: Partial<Harvest>) =>
  inSql(t.ctx, (sql) => storePage(sql, t.ctx, { ...emptyHarvest(), ...harvest }))
const state = (raw: RawObject, at: number) =>
  stateFrom(raw, { livemode: false, accountId: 'acct_platform', isPlatform: true, observedAt: new Date(at) })
const all = async (text: string) => (await t.admin.query(text)).rows
const sale = entryOf(transactionOf(chargeOf('ch_1'), 'charge'), new Date(1000))

test('a page stored twice leaves one row of each, and asks for its posting once', async () => {
  expect(await store({ entries: [sale] })).toEqual({ inserted: 1, changed: 1, quarantined: 0 })
  await t.admin.query('TRUNCATE posting_queue, recon_touch')
  expect(await store({ entries: [sale, sale] })).toEqual({ inserted: 0, changed: 0, quarantined: 0 })
  expect(await all('SELECT id, amount_minor::text, net_minor::text FROM balance_transaction')).toEqual([
    { id: 'txn_ch_1', amount_minor: '10000', net_minor: '9700' },
  ])
  expect(await all('SELECT * FROM posting_queue')).toEqual([])
  expect(await all('SELECT * FROM recon_touch')).toEqual([])
})

test('what follows from a new row is wanted in its own transaction: posting and reconciliation', async () => {
  await store({ entries: [sale] })
  expect(await all('SELECT money_key, account_id, balance_transaction_id FROM posting_queue')).toEqual([
    { money_key: 'stripe:ch_1', account_id: 'acct_platform', balance_transaction_id: 'txn_ch_1' },
  ])
  expect(await all('SELECT money_key, account_id FROM recon_touch')).toEqual([
    { money_key: 'stripe:ch_1', account_id: 'acct_platform' },
  ])
})

test('the second of two updates within one second is kept, and an older answer never overwrites a newer one', async () => {
  await store({ states: [state(chargeOf('ch_1', { amount_refunded: 0 }), 5000)] })
  await store({ states: [state(chargeOf('ch_1', { amount_refunded: 4000 }), 5001)] })
  await store({ states: [state(chargeOf('ch_1', { amount_refunded: 1 }), 4999)] })
  expect(await all(`SELECT raw->>'amount_refunded' AS refunded FROM provider_object`)).toEqual([{ refunded: '4000' }])
})

test('a charge without money waits, settles with its balance transaction, and stays settled', async () => {
  const waiting = chargeOf('ch_1', { balance_transaction: null, amount_captured: 0 })
  await store({ states: [state(waiting, 1000)] })
  expect(await all('SELECT settled, amount_minor::int FROM provider_leg')).toEqual([
    { settled: false, amount_minor: 10000 },
  ])
  await store({
    entries: [entryOf(transactionOf(chargeOf('ch_1', { amount_captured: 6000 }), 'charge'), new Date(2000))],
  })
  await store({ states: [state(waiting, 1500)] })
  expect(await all('SELECT settled, amount_minor::int FROM provider_leg')).toEqual([
    { settled: true, amount_minor: 6000 },
  ])
})

test('a charge that failed before any money moved takes its leg back', async () => {
  const waiting = chargeOf('ch_1', { balance_transaction: null, status: 'pending' })
  await store({ states: [state(waiting, 1000)] })
  await t.admin.query('TRUNCATE recon_touch')
  await store({ states: [state({ ...waiting, status: 'failed' }, 2000)] })
  expect(await all('SELECT * FROM provider_leg')).toEqual([])
  expect(await all('SELECT money_key FROM recon_touch')).toEqual([{ money_key: 'stripe:ch_1' }])
})

test('a late fee refund has its fee and the customer’s charge decided again, on whatever account they lie', async () => {
  const direct = entryOf(transactionOf(chargeOf('ch_1'), 'charge'), new Date(1000), 'acct_seller')
  const fee = {
    id: 'fee_1',
    object: 'application_fee',
    amount: 10_000,
    currency: 'eur',
    created: 1,
    account: 'acct_seller',
    charge: 'ch_1',
    balance_transaction: 'x',
  }
  await store({ entries: [direct, entryOf(transactionOf(fee, 'platform_earning'), new Date(1000))] })
  await t.admin.query('TRUNCATE recon_touch')
  const back = {
    id: 'fr_1',
    object: 'fee_refund',
    amount: 10_000,
    currency: 'eur',
    created: 2,
    fee: 'fee_1',
    balance_transaction: 'y',
  }
  await store({ entries: [entryOf(transactionOf(back, 'platform_earning_refund'), new Date(2000))] })
  expect(await all('SELECT money_key, account_id FROM recon_touch ORDER BY 1')).toEqual([
    { money_key: 'stripe:ch_1', account_id: 'acct_seller' },
    { money_key: 'stripe:fee_1', account_id: 'acct_platform' },
    { money_key: 'stripe:fr_1', account_id: 'acct_platform' },
  ])
})

test('a dispute that is lost moves no money, and its payment is decided again all the same', async () => {
  const taken = { id: 'txn_du', reporting_category: 'dispute', fee: 1_500, currency: 'eur', created: 3 }
  const dispute = { id: 'du_1', object: 'dispute', amount: 10_000, currency: 'eur', created: 2, charge: 'ch_1' }
  const open = { ...dispute, status: 'under_review', balance_transactions: [taken] }
  await store({ entries: [sale], states: [state(open, 1000)] })
  await t.admin.query('TRUNCATE recon_touch')
  expect(await store({ states: [state(open, 2000)] })).toMatchObject({ changed: 0 })
  expect(await all('SELECT * FROM recon_touch')).toEqual([])
  await store({ states: [state({ ...open, status: 'lost' }, 3000)] })
  expect(await all('SELECT money_key FROM recon_touch ORDER BY 1')).toEqual([
    { money_key: 'stripe:ch_1' },
    { money_key: 'stripe:du_1' },
  ])
})

test('no table shows a person; the object opens again for its own row and for no other', async () => {
  await store({
    entries: [
      entryOf(transactionOf(chargeOf('ch_1'), 'charge', { description: 'for ada@example.org' }), new Date(1000)),
    ],
  })
  const rows = await all(
    'SELECT raw::text AS text FROM provider_object UNION ALL SELECT raw::text FROM balance_transaction',
  )
  for (const { text } of rows) expect(text).not.toMatch(/ada@|Ada L|London/)
  const [object] = await all('SELECT account_id, id, raw FROM provider_object')
  expect(openRaw(rawPlace(t.marketplaceId, 'provider_object', 'acct_platform', 'ch_1'), object.raw)).toEqual(
    chargeOf('ch_1'),
  )
  expect(() => openRaw(rawPlace(t.marketplaceId, 'provider_object', 'acct_platform', 'ch_2'), object.raw)).toThrow()
  expect(() =>
    openRaw(rawPlace(t.otherMarketplaceId, 'provider_object', 'acct_platform', 'ch_1'), object.raw),
  ).toThrow()
  expect(await all('SELECT object_id FROM person_ref ORDER BY 1')).toEqual([
    { object_id: 'ch_1' },
    { object_id: 'txn_ch_1' },
  ])
})

test('two marketplaces that share an account each keep their own rows', async () => {
  const other = { ...t.ctx, actor: { ...t.ctx.actor, marketplaceId: t.otherMarketplaceId } }
  await store({ entries: [sale] })
  await inSql(other, (sql) => storePage(sql, other, { ...emptyHarvest(), entries: [sale] }))
  expect(await all('SELECT marketplace_id FROM balance_transaction ORDER BY 1')).toEqual([
    { marketplace_id: t.marketplaceId },
    { marketplace_id: t.otherMarketplaceId },
  ])
})

test('an unsound body is kept byte for byte, sealed, once', async () => {
  const unsound = {
    accountId: 'acct_1',
    source: 'charges',
    reason: 'nul' as const,
    body: Buffer.from('{"email":"ada@example.org\0"}'),
  }
  await store({ unsound: [unsound] })
  expect((await store({ unsound: [unsound] })).quarantined).toBe(0)
  const [row] = await all('SELECT id, body FROM quarantine')
  expect(row.body.toString('latin1')).not.toContain('ada')
  const { openBody } = await import('../../quarantine/quarantine-bodies')
  expect(openBody(t.ctx, row.id, row.body)).toEqual(unsound.body)
})

test('writers that meet the same family in opposite order both end', async () => {
  const { commit } = await import('../../db/commit')
  const entries = Array.from({ length: 40 }, (_, i) =>
    entryOf(transactionOf(chargeOf(`ch_${i}`), 'charge'), new Date(1000 + i)),
  )
  const again = entries.map((_entry, i) => entryOf(transactionOf(chargeOf(`ch_${i}`), 'charge'), new Date(5000 + i)))
  const write = (harvest: typeof entries) =>
    commit(t.ctx, (sql) => storePage(sql, t.ctx, { ...emptyHarvest(), entries: harvest }))
  await Promise.all([write(entries), write(again.toReversed()), write(entries.toReversed()), write(again)])
  expect(await all('SELECT count(*)::int AS n FROM balance_transaction')).toEqual([{ n: 40 }])
})
