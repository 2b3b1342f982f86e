import { afterAll, beforeAll, expect, test } from 'vitest'
import { entity } from '@/lib/domain/close/period'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { chooseBasis, getBasis } from './choose-basis'
import { getPeriod, listClosedBalances } from './queries'
import { at, closeMonth, october, proveAll, provenWorld, recompute, saleAt, september } from './testing/closing-ground'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

test('by availability a month holds what became available in it, ties out, and says so', async () => {
  const admin = at(t.ctxAs('admin'))
  expect(await getBasis(t.ctx)).toEqual({ basis: 'created', standing: null })
  expect(await chooseBasis(at(t.ctxAs('analyst')), { basis: 'available' })).toEqual({
    ok: false,
    reason: 'not_permitted',
  })
  expect(await chooseBasis(admin, { basis: 'available' })).toMatchObject({ ok: true })
  expect(await chooseBasis(admin, { basis: 'created' })).toEqual({ ok: false, reason: 'already_chosen' })
  expect(await getBasis(t.ctx)).toEqual({ basis: 'available', standing: 'already_chosen' })
  await provenWorld(t, 7, 40)
  expect(await chooseBasis(admin, { basis: 'created' })).toEqual({ ok: false, reason: 'already_posted' })
  // Money of these sales becomes available two days later: in October.
  await storeEntries(t.ctx, [saleAt('ch_30th', new Date('2026-09-30T09:00:00Z'), 50_000)])
  await postLedger(t.ctx)
  await proveAll(t)
  await closeMonth(t, september)
  expect(await getPeriod(t.ctx, { scope: entity, month: september })).toMatchObject({ basis: 'available' })
  const { rows } = await t.admin.query(
    `SELECT DISTINCT posted_on::text AS day, late FROM ledger_posting WHERE transaction_id = 'txn_ch_30th'`,
  )
  expect(rows).toEqual([{ day: '2026-10-02', late: false }])
  const clearing = (await listClosedBalances(t.ctx, { scope: entity, month: september })).find(
    ({ ledgerAccount, currency }) => ledgerAccount === 'stripe:acct_platform:payments' && currency === 'eur',
  )
  const { rows: sums } = await t.admin.query(
    `SELECT sum(net_minor)::text AS net FROM balance_transaction WHERE account_id = 'acct_platform' AND currency = 'eur'
       AND available_on < '2026-09-30T22:00:00Z'`,
  )
  expect(clearing?.closingMinor).toBe(BigInt(sums[0].net))
  await storeEntries(t.ctx, [saleAt('ch_28th', new Date('2026-09-28T09:00:00Z'))])
  await postLedger(t.ctx)
  await proveAll(t)
  await closeMonth(t, october)
  expect((await recompute(at(t.ctx), { scope: entity, month: october })).digest.late).toBe(2n)
})
