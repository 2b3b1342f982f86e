import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entity } from '@/lib/domain/close/period'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { postLedger } from '../ledger/post-ledger'
import { storeEntries } from '../ledger/testing/store-entries'
import { confirmClose } from './confirm-close'
import { getPeriod, listClosedBalances } from './queries'
import { requestClose } from './request-close'
import { at, closeMonth, october, proveAll, provenWorld, recompute, saleAt, september } from './testing/closing-ground'

let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
})
afterEach(() => t.close())

const key = { scope: entity, month: september }
const ask = () => requestClose(at(t.ctxAs('analyst')), { ...key, named: [] })
const failing = async () => (await recompute(at(t.ctx), key)).checks.flatMap(({ ok, code }) => (ok ? [] : [code]))

describe('what comes after the closing', () => {
  test('is posted to the open month and flagged, and the closed one stays as it was closed', async () => {
    await provenWorld(t, 7, 30)
    await closeMonth(t, september)
    const closed = await listClosedBalances(t.ctx, key)
    await storeEntries(t.ctx, [
      saleAt('ch_late', new Date('2026-09-30T21:59:59Z')),
      saleAt('ch_own', new Date('2026-10-02T10:00:00Z')),
    ])
    await postLedger(t.ctx)
    await proveAll(t)
    const { rows } = await t.admin.query(
      `SELECT transaction_id AS id, posted_on::text AS day, late FROM ledger_posting
       WHERE transaction_id IN ('txn_ch_late', 'txn_ch_own') GROUP BY 1, 2, 3 ORDER BY 1`,
    )
    expect(rows).toEqual([
      { id: 'txn_ch_late', day: '2026-10-01', late: true },
      { id: 'txn_ch_own', day: null, late: false },
    ])
    expect((await recompute(at(t.ctx), key)).facts.accounts).toEqual(closed)
    expect(await failing()).toEqual([])
    await closeMonth(t, october)
    expect((await recompute(at(t.ctx), { ...key, month: october })).digest.late).toBe(2n)
  })

  test('the database itself refuses a posting into a closed month, also through a partition', async () => {
    await provenWorld(t, 7, 20)
    await closeMonth(t, september)
    const write = (table: string, day: string) =>
      t.admin.query(
        `INSERT INTO ${table} (money_key, marketplace_id, account_id, id, transaction_id, debit, credit, amount_minor, currency, occurred_at)
         SELECT money_key, marketplace_id, account_id, id || '.forced', transaction_id, debit, credit, 1, currency, $1::timestamptz
         FROM ${table} WHERE marketplace_id = $2 LIMIT 1`,
        [day, t.marketplaceId],
      )
    for (const table of ['ledger_posting', 'ledger_posting_p3']) {
      await expect(write(table, '2026-09-30T21:59:59Z')).rejects.toThrow(/closed month/)
      await expect(write(table, '2026-09-30T22:00:00Z')).resolves.toMatchObject({ rowCount: 1 })
    }
  })

  test.each([0, 15, 40, 90])(
    'movements that come while it is closed stand in it or are late, never between (%i ms)',
    async (wait) => {
      await provenWorld(t, 7, 60)
      const asked = await ask()
      if (!asked.ok) throw new Error(asked.reason)
      const arriving = Array.from({ length: 30 }, (_, n) => saleAt(`ch_race${n}`, new Date('2026-09-20T08:00:00Z')))
      const arrive = async () => {
        await sleep(wait)
        await storeEntries(t.ctx, arriving)
        await postLedger(t.ctx, { batchSize: 3 })
      }
      const confirmed = confirmClose(at(t.ctxAs('admin')), { ...key, seenHash: asked.value })
      const [closed] = await Promise.all([confirmed, arrive()])
      if (!closed.ok) expect(['changed', 'checks_fail']).toContain(closed.reason)
      const { digest } = await recompute(at(t.ctx), key)
      if (closed.ok) expect((await getPeriod(t.ctx, key))?.postingsDigest).toBe(digest.digest)
      const { rows } = await t.admin.query(
        `SELECT DISTINCT late, posted_on::text AS day FROM ledger_posting WHERE transaction_id LIKE 'txn_ch_race%'`,
      )
      expect(rows).toEqual([closed.ok ? { late: true, day: '2026-10-01' } : { late: false, day: null }])
    },
  )
})

test('one account closes by itself, and only its own late movements are moved', async () => {
  await provenWorld(t, 7, 40)
  await closeMonth(t, september, 'acct_platform')
  const seller = (
    await t.admin.query(`SELECT min(account_id) AS id FROM ledger_posting WHERE account_id <> 'acct_platform'`)
  ).rows[0].id
  const late = new Date('2026-09-12T10:00:00Z')
  await storeEntries(t.ctx, [saleAt('ch_a', late), { ...saleAt('ch_b', late), accountId: seller }])
  await postLedger(t.ctx)
  const { rows } = await t.admin.query(
    `SELECT DISTINCT transaction_id AS id, late FROM ledger_posting WHERE transaction_id IN ('txn_ch_a', 'txn_ch_b') ORDER BY 1`,
  )
  expect(rows).toEqual([
    { id: 'txn_ch_a', late: true },
    { id: 'txn_ch_b', late: false },
  ])
  await proveAll(t)
  await closeMonth(t, september)
  expect((await getPeriod(t.ctx, { scope: 'acct_platform', month: september }))?.state).toBe('closed')
})
