import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entry, Leg } from '@/lib/domain/reconciliation/facts'
import { ago, contract, entry, leg, twin } from '@/lib/domain/reconciliation/testing/small-family'
import type { Ctx } from '../context'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { reconcileAll } from './reconcile-all'
import { reconcileTouched } from './reconcile-touched'
import type { World } from './testing/random-world'
import { forgetWorld, storeWorld } from './testing/store-world'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())
beforeEach(() => forgetWorld(t.ctx))

const told = async () => {
  const { rows } = await t.admin.query(
    `SELECT kind || ' ' || object_id || ' ' || amount_minor AS told FROM recon_exception
     WHERE marketplace_id = $1 AND state <> 'closed' ORDER BY 1`,
    [t.marketplaceId],
  )
  return rows.map((row) => row.told)
}
const at = (hours: number): Ctx => ({ ...t.ctx, now: ago(-hours) })

const settlement = { amountMinor: 100_00n, currency: 'usd', at: ago(90) }
const cart = leg('sale', 'ch_1', 100_00n, { settlement, orderReference: 'FH-1' })
const transfer = leg('transfer', 'tr_1', 60_00n, { parentId: 'ch_1', seller: 'acct_a' })
const dispute = leg('dispute', 'du_1', 100_00n, { parentId: 'ch_1', status: 'lost' })
const returned = leg('dispute_reversal', 'du_1', 100_00n, { parentId: 'ch_1', created: ago(50) })
const reversal = leg('transfer_reversal', 'trr_1', 60_00n, { parentId: 'tr_1', created: ago(60) })
const refund = leg('refund', 're_1', 10_00n, { parentId: 'ch_1' })
const shares = (minor: bigint) => ({ shares: [{ seller: 'acct_a', amountMinor: minor }] })
const quote = (rate: string) => ({ quote: { currency: 'usd', rate } })
const recovered = { contracts: [contract({ seller: 'acct_a', disputePolicy: 'recovered' })] }

/** Everything is in the books exactly as Stripe has it; of the sale they say more. */
function booked(legs: Leg[], sale: Partial<Entry> = {}, more: Partial<World> = {}): Partial<World> {
  return { legs, entries: legs.map((l) => twin(l, l.kind === 'sale' ? sale : {})), ...more }
}
const alone = (over: Partial<Entry>) => entry('sale', 'S-1', null, 100_00n, { orderReference: 'FH-1', ...over })

describe('what both sides agree on and is wrong all the same, by a run over what was touched and by one over all', () => {
  test.each<[string, Partial<World>, string[]]>([
    ['shares that nobody transferred', booked([cart], shares(60_00n)), ['TRANSFER_MISSING ch_1 6000']],
    ['shares transferred in part', booked([cart, transfer], shares(60_01n)), ['SPLIT_INCOMPLETE ch_1 1']],
    ['more than the shares', booked([cart, transfer], shares(59_99n)), ['OVER_TRANSFERRED tr_1 1']],
    [
      'a transfer of a sale that shares nothing',
      booked([cart, transfer], { shares: [] }),
      ['OVER_TRANSFERRED tr_1 6000'],
    ],
    [
      'shares of a sale that knows only its order',
      { legs: [cart, transfer], entries: [alone(shares(70_00n)), twin(transfer)] },
      ['SPLIT_INCOMPLETE ch_1 1000'],
    ],
    ['a conversion below its quote', booked([cart], quote('1.0101')), ['FX_VARIANCE ch_1 101']],
    [
      'a quote of a sale that knows only its order',
      { legs: [cart], entries: [alone(quote('1.5'))] },
      ['FX_VARIANCE ch_1 5000'],
    ],
    [
      'a lost dispute that was not recovered',
      booked([cart, transfer, dispute], {}, recovered),
      ['DISPUTE_NOT_RECOVERED tr_1 6000'],
    ],
    [
      'a won dispute whose transfer was taken back',
      booked([cart, transfer, { ...dispute, status: 'won' }, returned, reversal]),
      ['RETRANSFER_OWED tr_1 6000'],
    ],
    ['refunded and disputed', booked([cart, refund, dispute]), ['REFUNDED_AND_DISPUTED ch_1 1000']],
  ])('%s', async (_, world, expected) => {
    await storeWorld(t.ctx, world)
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(expected)
    await forgetWorld(t.ctx)
    await storeWorld(t.ctx, world)
    await reconcileAll(t.ctx)
    expect(await told()).toEqual(expected)
    expect(await reconcileTouched(t.ctx)).toMatchObject({ keys: 0 })
  })

  test.each<[string, Partial<World>]>([
    ['shares exactly transferred', booked([cart, transfer], shares(60_00n))],
    ['a conversion as quoted', booked([cart], quote('1'))],
    ['a conversion better than quoted', booked([cart], quote('0.5'))],
    ['a dispute of a payment that was neither refunded nor shared', booked([cart, dispute])],
  ])('%s is set aside by SQL', async (_, world) => {
    await storeWorld(t.ctx, world)
    expect(await reconcileAll(t.ctx)).toMatchObject({ decided: 0, opened: 0 })
  })
})

describe('what comes later', () => {
  test('a transfer alone has the sale above it looked at again', async () => {
    await storeWorld(t.ctx, booked([cart], shares(60_00n)))
    await reconcileTouched(t.ctx)
    await storeWorld(t.ctx, booked([{ ...transfer, amountMinor: 59_00n }]))
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['SPLIT_INCOMPLETE ch_1 100'])
    await storeWorld(t.ctx, booked([leg('transfer', 'tr_2', 1_00n, { parentId: 'ch_1', seller: 'acct_a' })]))
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual([])
    await storeWorld(t.ctx, booked([leg('transfer', 'tr_3', 5n, { parentId: 'ch_1', seller: 'acct_a' })]))
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['OVER_TRANSFERRED tr_3 5'])
  })

  test('a missing transfer waits for its day and stands in the queue after it, without any new fact', async () => {
    const fresh = { ...cart, created: ago(20), settlement: { ...settlement, at: ago(20) } }
    await storeWorld(t.ctx, booked([fresh], shares(60_00n)))
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual([])
    expect(await reconcileTouched(at(4))).toMatchObject({ keys: 0 })
    await reconcileTouched(at(4.1))
    expect(await told()).toEqual(['TRANSFER_MISSING ch_1 6000'])
  })

  test('a reserve that drifts is no residual, and a balance that moved says nothing of it', async () => {
    const prove = (state: string, residual: number | null) =>
      t.admin.query(
        `INSERT INTO balance_proof (marketplace_id, provider, livemode, account_id, currency, balance_type, state,
           provider_minor, ledger_minor, residual_minor, equation, reads, proven_at)
         VALUES ($1, 'stripe', false, 'acct_platform', 'usd', 'connect_reserved', $2, 107, 100, $3, '', 2, now())
         ON CONFLICT (marketplace_id, provider, livemode, account_id, currency, balance_type)
           DO UPDATE SET state = EXCLUDED.state, residual_minor = EXCLUDED.residual_minor`,
        [t.marketplaceId, state, residual],
      )
    await prove('residual', 7)
    await reconcileTouched(t.ctx)
    expect(await told()).toEqual(['RESERVE_DRIFT acct_platform 7'])
    await prove('unproven', null)
    expect(await reconcileAll(t.ctx)).toMatchObject({ closed: 0 })
    await prove('proven', 0)
    expect(await reconcileTouched(t.ctx)).toMatchObject({ closed: 1 })
  })
})

test('a fee without a payment is one where the platform pays the account’s fees', async () => {
  const m = t.marketplaceId
  const payers = { acct_a: 'application', acct_b: 'account', acct_c: null, acct_platform: 'application' }
  for (const [account, payer] of Object.entries(payers)) {
    await t.admin.query(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, raw, observed_at)
       VALUES ($1, 'stripe', false, $2, $3, $4, now())
       ON CONFLICT (marketplace_id, provider, livemode, account_id) DO UPDATE SET raw = EXCLUDED.raw`,
      [m, account, account === 'acct_platform', payer ? { controller: { fees: { payer } } } : {}],
    )
    const rows = [
      { id: `txn_${account}`, category: 'fee', source: null, net: -700 },
      { id: `txn_${account}_n`, category: 'network_cost', source: null, net: -5 },
      { id: `txn_${account}_back`, category: 'fee', source: null, net: 700 },
      { id: `txn_${account}_of`, category: 'fee', source: 'ch_9', net: -700 },
    ]
    for (const { id, category, source, net } of rows) {
      const key = `stripe:${source ?? id}`
      await t.admin.query(
        `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type,
           reporting_category, balance_type, source_id, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
         VALUES ($1, $2, $3, $4, 'stripe', false, 'stripe_fee', $5, 'payments', $6, $7, 0, $7, 'usd', now(), now(), '{}')`,
        [key, m, account, id, category, source, net],
      )
      await t.admin.query('INSERT INTO recon_touch VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [key, m, account])
    }
  }
  await reconcileTouched(t.ctx)
  const expected = ['FEE_UNATTRIBUTED txn_acct_a 700', 'FEE_UNATTRIBUTED txn_acct_a_n 5']
  expect(await told()).toEqual(expected)
  expect(await reconcileAll(t.ctx)).toMatchObject({ opened: 0, changed: 0, closed: 0 })
})
