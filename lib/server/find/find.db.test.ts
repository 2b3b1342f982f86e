import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'
import { seal } from '../crypto/seal'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileTouched } from '../reconciliation/reconcile-touched'
import { storeWorld } from '../reconciliation/testing/store-world'
import { namePlace } from '../sync/store/store-accounts'
import { findAnything } from './find-anything'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  const legs = [leg('sale', 'ch_lonely', 12_34n, { created: ago(100) })]
  await storeWorld(t.ctx, { legs, entries: [] })
  await reconcileTouched(t.ctx)
  for (const [marketplace, id, name] of [
    [t.marketplaceId, 'acct_harbour', 'Harbour Café GmbH'],
    [t.otherMarketplaceId, 'acct_other', 'Harbour of Others'],
  ] as const) {
    await t.admin.query(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, name_enc, observed_at)
       VALUES ($1, 'stripe', false, $2, false, $3, now())`,
      [marketplace, id, seal(namePlace(marketplace, id), name)],
    )
  }
  await t.admin.query(
    `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created, amount_minor,
       currency, raw, observed_at) VALUES ('stripe:po_1', $1, 'acct_harbour', 'po_1', 'stripe', false, 'payout', now(), 50000, 'usd', '{}', now())`,
    [t.marketplaceId],
  )
  await t.admin.query(
    `INSERT INTO ledger_balance (marketplace_id, ledger_account, currency, debit_minor, credit_minor, postings)
     VALUES ($1, 'stripe:acct_platform:payments', 'usd', 0, 0, 0) ON CONFLICT DO NOTHING`,
    [t.marketplaceId],
  )
})
afterAll(() => t.close())

const find = (words: string, ctx = t.ctxAs('analyst')) => findAnything(ctx, words)
const stranger = () => t.ctxAs('admin', t.otherMarketplaceId)

test('an exception by its number, its object, a part of the id, and its amount', async () => {
  const [exact] = (await find('ch_lonely')).exceptions
  expect(exact).toMatchObject({ objectId: 'ch_lonely', kind: 'MISSING_IN_BOOKS', amountMinor: 12_34n })
  for (const words of [`EX-${exact?.number}`, 'ch_lonel', '12.34 usd', '$12.34', '12.34'])
    expect((await find(words)).exceptions.map(({ id }) => id)).toEqual([exact?.id])
  expect((await find('12.35 usd')).exceptions).toEqual([])
})

test('a seller by a word of the name, without case or accents, or by the id; a payout by its amount', async () => {
  for (const words of ['harbour', 'cafe', 'CAFÉ', 'acct_harbour', 'acct_harb'])
    expect((await find(words)).sellers).toEqual([{ accountId: 'acct_harbour', name: 'Harbour Café GmbH' }])
  expect((await find('500 usd')).payouts).toMatchObject([{ id: 'po_1', amountMinor: 500_00n }])
  expect((await find('po_1')).money).toBe('po_1')
})

test('another marketplace finds nothing of it, and nonsense finds nothing at all', async () => {
  const nothing = { exceptions: [], money: null, sellers: [], payouts: [] }
  for (const words of ['ch_lonely', '12.34 usd', 'po_1', '500 usd', 'cafe'])
    expect(await find(words, stranger())).toEqual(nothing)
  expect((await find('harbour', stranger())).sellers).toEqual([{ accountId: 'acct_other', name: 'Harbour of Others' }])
  for (const words of ['', 'x', '\0\0', "'; DROP TABLE", 'x'.repeat(300), '%%%'])
    expect(await find(words)).toEqual(nothing)
})
