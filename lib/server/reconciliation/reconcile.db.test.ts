import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ago, contract, entry, leg, refundedSale, twin } from '@/lib/domain/reconciliation/testing/small-family'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSql } from '../db/transaction'
import { reconcileAll } from './reconcile-all'
import { reconcileTouched } from './reconcile-touched'
import { forgetWorld, storeWorld } from './testing/store-world'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => forgetWorld(t.ctx))

const at = (hours: number): Ctx => ({ ...t.ctx, now: ago(-hours) })
const standing = async (columns = `kind || ' ' || object_id || ' ' || amount_minor || ' ' || state AS told`) =>
  (
    await t.admin.query(`SELECT ${columns} FROM recon_exception WHERE marketplace_id = $1 ORDER BY kind, object_id`, [
      t.marketplaceId,
    ])
  ).rows
const told = async () => (await standing()).map((row) => row.told)
const number = async (sql: string) => Number((await t.admin.query(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.n)
const sale = leg('sale', 'ch_1', 120_00n)

describe('an exception', () => {
  test('opens, closes when the books catch up, and comes back with the same id', async () => {
    await storeWorld(t.ctx, { legs: [sale] })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 1, decided: 1, opened: 1 })
    const [first] = await standing('id')
    await storeWorld(t.ctx, { entries: [twin(sale)] })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ decided: 1, closed: 1, opened: 0 })
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_1 12000 closed'])
    await t.admin.query(`DELETE FROM book_entry WHERE marketplace_id = $1`, [t.marketplaceId])
    expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 1 })
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_1 12000 open'])
    expect((await standing('id'))[0]).toEqual(first)
  })

  test('waits for its clock, and opens in the run after it without any new fact', async () => {
    await storeWorld(t.ctx, { legs: [leg('sale', 'ch_1', 120_00n, { created: ago(23) })] })
    await reconcileTouched(t.ctx)
    expect(await reconcileTouched(at(1))).toMatchObject({ keys: 0 })
    expect(await told()).toEqual(['TIMING_PENDING ch_1 12000 waiting'])
    expect(await reconcileTouched(at(1.1))).toMatchObject({ keys: 1, opened: 1, closed: 1 })
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_1 12000 open', 'TIMING_PENDING ch_1 12000 closed'])
    expect(await number(`recon_recheck WHERE marketplace_id = '${t.marketplaceId}'`)).toBe(0)
  })

  test('rises in severity as it stands in the queue', async () => {
    await storeWorld(t.ctx, { legs: [sale] })
    await reconcileTouched(t.ctx)
    expect(await reconcileTouched(at(25))).toMatchObject({ escalated: 1 })
    expect(await reconcileTouched(at(26))).toMatchObject({ escalated: 0 })
    // Risen on Monday as it began, and due in three days of work by the clocks of Berlin.
    expect(await standing('severity, due_at')).toEqual([{ severity: 2, due_at: new Date('2026-11-04T16:00:00Z') }])
  })
})

describe('a run', () => {
  test('leaves one audit row with counts and a digest; an idle run leaves none', async () => {
    await t.admin.query('DELETE FROM recon_run')
    const audits = await number(`audit_entry WHERE action = 'reconcile.run'`)
    await storeWorld(t.ctx, { legs: [sale] })
    await reconcileTouched(t.ctx)
    await reconcileTouched(t.ctx)
    const { rows } = await t.admin.query(
      `SELECT detail FROM audit_entry WHERE action = 'reconcile.run' ORDER BY seq DESC LIMIT 1`,
    )
    expect(rows[0]?.detail).toMatchObject({
      scope: 'touched',
      keys: 1,
      opened: 1,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await number(`audit_entry WHERE action = 'reconcile.run'`)).toBe(audits + 1)
    expect(await number('recon_run')).toBe(1)
  })

  test('leaves to the next run what is being touched right now', async () => {
    await storeWorld(t.ctx, { legs: [sale] })
    await inSql(t.ctx, async (sql) => {
      await sql.run(`UPDATE recon_touch SET account_id = account_id WHERE money_key = 'stripe:ch_1'`)
      expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 0 })
    })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 1, opened: 1 })
  })

  test('sees one marketplace alone', async () => {
    const other: Ctx = { ...t.ctx, actor: { ...t.ctx.actor, marketplaceId: t.otherMarketplaceId } }
    await storeWorld(other, { entries: [twin(sale)] })
    await storeWorld(t.ctx, { legs: [sale] })
    await Promise.all([reconcileAll(t.ctx), reconcileAll(other)])
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_1 12000 open'])
    await forgetWorld(other)
  })

  test('an order on more than fifty charges ties nothing and breaks nothing', async () => {
    const crowd = Array.from({ length: 60 }, (_, i) => leg('sale', `ch_c${i}`, 5_00n, { orderReference: 'walk-in' }))
    const entries = crowd.slice(1).map((charge) => twin(charge, { orderReference: 'walk-in' }))
    await storeWorld(t.ctx, {
      legs: crowd,
      entries: [...entries, entry('sale', 'S-1', null, 5_00n, { orderReference: 'walk-in' })],
    })
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_c0 500 open'])
    expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
  })
})

describe('by order', () => {
  const charge = { ...sale, orderReference: 'FH-1' }
  const alone = entry('sale', 'S-1', null, 120_00n, { orderReference: 'FH-1' })

  test('a sale is linked to its charge, and then set aside by SQL', async () => {
    await storeWorld(t.ctx, { legs: [charge], entries: [alone] })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 2, opened: 0 })
    const { rows } = await t.admin.query('SELECT entry_id, object_id, rule FROM book_link')
    expect(rows).toEqual([{ entry_id: 'be_S-1', object_id: 'ch_1', rule: 'order_reference' }])
    expect(await reconcileAll(t.ctx)).toMatchObject({ keys: 2, decided: 0 })
  })

  test('a charge that takes another order leaves its sale behind', async () => {
    await storeWorld(t.ctx, { legs: [charge], entries: [alone] })
    await reconcileTouched(t.ctx)
    await t.admin.query(`UPDATE provider_leg SET order_reference = 'FH-2' WHERE object_id = 'ch_1'`)
    await storeWorld(t.ctx, { legs: [charge] })
    await reconcileTouched(t.ctx)
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['MISSING_IN_BOOKS ch_1 12000 open', 'MISSING_IN_STRIPE S-1 12000 open'])
  })
})

describe('beyond pairs', () => {
  test('a contract that comes later changes the verdict on fees; refunds are held against it', async () => {
    const { charge, fee, transfer, refund, reversal } = refundedSale()
    const legs = [charge, fee, transfer, refund, reversal]
    await storeWorld(t.ctx, { legs, entries: legs.map((l) => twin(l)) })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 5, opened: 0 })
    expect(await reconcileAll(t.ctx)).toMatchObject({ keys: 10, decided: 0 })
    await storeWorld(t.ctx, {
      legs: [fee],
      contracts: [contract({ bands: [{ currency: 'usd', fromMinor: 0n, rateBp: 1000n, fixedMinor: 0n }] })],
    })
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['APP_FEE_NOT_REFUNDED fee_1 3000 open', 'FEE_VARIANCE fee_1 1000 open'])
  })

  test('an automatic payout is rebuilt from its items once they are all read', async () => {
    const payout = leg('payout', 'po_1', 500_00n)
    await storeWorld(t.ctx, { legs: [payout], entries: [twin(payout)] })
    const m = t.marketplaceId
    await t.admin.query(
      `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created, amount_minor, currency, raw, observed_at)
      VALUES ('stripe:po_1', $1, 'acct_platform', 'po_1', 'stripe', false, 'payout', now(), 50000, 'usd', '{"automatic": true, "reconciliation_status": "completed"}', now())`,
      [m],
    )
    await t.admin.query(
      `INSERT INTO payout_item (money_key, marketplace_id, account_id, payout_id, balance_transaction_id, net_minor, currency)
      VALUES ('stripe:ch_8', $1, 'acct_platform', 'po_1', 'txn_8', 50001, 'usd')`,
      [m],
    )
    expect(await reconcileTouched(t.ctx)).toMatchObject({ opened: 0 })
    await t.admin.query(
      `INSERT INTO sync_cursor (marketplace_id, provider, livemode, account_id, stream, window_start, done, updated_at)
      VALUES ($1, 'stripe', false, 'acct_platform', 'payout:po_1', now(), true, now())`,
      [m],
    )
    await storeWorld(t.ctx, { legs: [payout] })
    expect(await reconcileTouched(t.ctx)).toMatchObject({ opened: 1 })
    expect(await told()).toEqual(['AMOUNT_MISMATCH po_1 1 open'])
    expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, closed: 0 })
    await t.admin.query(`DELETE FROM provider_object WHERE object_type = 'payout'`)
    await t.admin.query(`DELETE FROM payout_item`)
  })

  test('an unknown category and an account below zero stand in the queue, and leave it', async () => {
    const m = t.marketplaceId
    await t.admin.query(
      `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category, balance_type, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
      VALUES ('stripe:txn_x', $1, 'acct_a', 'txn_x', 'stripe', false, 'moon', 'moon_dust', 'payments', -700, 0, -700, 'usd', now(), now(), '{}')`,
      [m],
    )
    await t.admin.query(`INSERT INTO recon_touch VALUES ('stripe:txn_x', $1, 'acct_a')`, [m])
    await t.admin.query(
      `INSERT INTO balance_proof (marketplace_id, provider, livemode, account_id, currency, balance_type, state, provider_minor, ledger_minor, residual_minor, equation, reads, proven_at)
      VALUES ($1, 'stripe', false, 'acct_a', 'usd', 'payments', 'residual', -900, -700, -200, '', 2, now())`,
      [m],
    )
    await reconcileTouched(t.ctx)
    const expected = [
      'NEGATIVE_BALANCE acct_a 900 open',
      'UNEXPLAINED_RESIDUAL acct_a 200 open',
      'UNKNOWN_TYPE txn_x 700 open',
    ]
    expect(await told()).toEqual(expected)
    expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
    await t.admin.query(`UPDATE balance_proof SET state = 'unproven', residual_minor = NULL, provider_minor = -900`)
    expect(await reconcileTouched(t.ctx)).toMatchObject({ closed: 0 })
    await t.admin.query(`UPDATE balance_proof SET state = 'proven', residual_minor = 0, provider_minor = 5`)
    expect(await reconcileTouched(t.ctx)).toMatchObject({ closed: 2 })
    expect(await told()).toEqual([
      'NEGATIVE_BALANCE acct_a 900 closed',
      'UNEXPLAINED_RESIDUAL acct_a 200 closed',
      'UNKNOWN_TYPE txn_x 700 open',
    ])
  })
})
