import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RawObject } from '@/lib/domain/provider/facts'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { inSql } from '../../db/transaction'
import { reopenException } from '../../exceptions/reopen-exception'
import { resolveException } from '../../exceptions/resolve-exception'
import { addBankAccount } from '../../statements/add-bank-account'
import { bankOf, type Mt940Line, mt940Of } from '../../statements/testing/bank-files'
import { storeObjects } from '../../sync/store/store-objects'
import { reconcileAll } from '../reconcile-all'
import { reconcileBank } from './reconcile-bank'

let t: TestDatabase
let bank: Awaited<ReturnType<typeof bankOf>>
const platform = 'acct_platform'
beforeAll(async () => {
  t = await openTestDatabase()
  bank = await bankOf(t)
})
afterAll(() => t.close())
beforeEach(() =>
  t.admin.query(
    `DELETE FROM bank_line; DELETE FROM bank_line_seen; DELETE FROM bank_statement; DELETE FROM bank_touch; DELETE FROM bank_match;
     DELETE FROM bank_check; DELETE FROM provider_object; DELETE FROM balance_transaction; DELETE FROM recon_exception`,
  ),
)

const at = new Date('2026-11-20T00:00:00Z')
const seconds = (day: number) => Date.UTC(2026, 9, day) / 1000
const payout = (id: string, cents: number, arrival: number, over: RawObject = {}): RawObject => ({
  id,
  object: 'payout',
  amount: cents,
  currency: 'eur',
  created: seconds(arrival) - 86_400,
  arrival_date: seconds(arrival),
  status: 'paid',
  automatic: true,
  trace_id: { status: 'supported', value: null },
  ...over,
})
const store = (objects: RawObject[], observedAt = at) =>
  inSql(t.ctx, (sql) => {
    const reading = { livemode: false, accountId: platform, isPlatform: true, observedAt }
    return storeObjects(
      sql,
      t.ctx,
      objects.map((raw) => stateFrom(raw, reading).object),
    )
  })
const run = (now = at) => reconcileBank({ ...t.ctx, now })
const found = async () => {
  const { rows } = await t.admin.query(
    `SELECT kind || ' ' || object_id || ' ' || amount_minor || ' ' || state AS said FROM recon_exception ORDER BY 1`,
  )
  return rows.map((row) => row.said)
}
const pairs = async () => {
  const { rows } = await t.admin.query(
    `SELECT m.kind || ' ' || m.object_id || ' ' || l.booked_on AS said FROM bank_match m JOIN bank_line l ON l.id = m.line_id ORDER BY 1`,
  )
  return rows.map((row) => row.said)
}
const october = (lines: Mt940Line[], number = '7') => bank.bring(mt940Of(number, 100_00n, lines))

describe('a bank account against Stripe', () => {
  test('ties what is sure, names what is missing on either side, and says it once', async () => {
    await store([
      payout('po_1', 50_00, 5),
      payout('po_2', 70_00, 12),
      payout('po_3', 8_00, 13),
      payout('po_4', 8_00, 13),
    ])
    await october([
      [5, 50_00n, 'STRIPE PAYMENTS'],
      [6, -3_50n, 'coffee'],
      [13, 8_00n, 'STRIPE PAYMENTS'],
      [13, 8_00n, 'STRIPE PAYMENTS'],
      [20, 99_00n, 'STRIPE PAYMENTS'],
    ])
    await run()
    expect(await pairs()).toEqual(['payout po_1 2026-10-05'])
    const said = await found()
    expect(said).toMatchObject([
      'AMBIGUOUS po_3 800 open',
      'AMBIGUOUS po_4 800 open',
      expect.stringMatching(/^BANK_WITHOUT_PAYOUT bkl_\w+ 9900 open$/),
      'PAYOUT_NOT_IN_BANK po_2 7000 open',
    ])
    expect(await run()).toEqual([])
    await reconcileAll({ ...t.ctx, now: at })
    expect(await found()).toEqual(said)
  })

  test('closes by itself when the late statement brings the line, and unties what fails later', async () => {
    await store([payout('po_1', 50_00, 5)])
    await october([[6, -1_00n, 'coffee']])
    await run()
    expect(await found()).toEqual(['PAYOUT_NOT_IN_BANK po_1 5000 open'])
    await bank.bring(
      mt940Of('8', 100_00n, [
        [6, -1_00n, 'coffee'],
        [8, 50_00n, 'STRIPE'],
        [9, -50_00n, 'STRIPE RETURN'],
      ]),
    )
    await run()
    expect(await found()).toEqual([
      'PAYOUT_NOT_IN_BANK po_1 5000 closed',
      expect.stringMatching(/^TOPUP_UNMATCHED bkl_\w+ 5000 open$/),
    ])
    await store([payout('po_1', 50_00, 5, { status: 'failed' })], new Date())
    await t.admin.query(
      `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
         balance_type, source_id, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
       VALUES ('stripe:po_1', $1, $2, 'txn_back', 'stripe', false, 'payout_failure', 'payout_reversal', 'payments', 'po_1', 5000, 0,
         5000, 'eur', '2026-10-08T10:00:00Z', '2026-10-08', '{}')`,
      [t.marketplaceId, platform],
    )
    await run()
    expect(await pairs()).toEqual(['payout po_1 2026-10-08', 'return po_1 2026-10-09'])
    expect((await found()).filter((said) => said.endsWith('open'))).toEqual([])
  })

  test('a trace id tells twins apart, wherever the bank wrote it', async () => {
    const traced = { trace_id: { status: 'supported', value: 'QX77AB12' } }
    await store([payout('po_1', 5_00, 5, traced), payout('po_2', 5_00, 5)])
    await october([
      [5, 5_00n, 'STRIPE one'],
      [6, 5_00n, 'STRIPE ref qx77 AB12'],
    ])
    await run()
    expect(await pairs()).toEqual(['payout po_1 2026-10-06', 'payout po_2 2026-10-05'])
  })

  test('before its time nothing is missing, and a clock brings it up', async () => {
    await store([payout('po_1', 5_00, 28)])
    await october([])
    await run(new Date('2026-10-30T00:00:00Z'))
    expect(await found()).toEqual([])
    // Statements end in October: five business days after the 28th nobody has seen.
    await run(new Date('2026-11-20T00:00:00Z'))
    expect(await found()).toEqual([])
  })

  test('a quiet statement makes an absence known, and one of which lines were refused does not', async () => {
    await store([payout('po_1', 5_00, 5)])
    await bank.bring('Day,Amount,Text,Name\n2026-10-02,1.00,coffee,\n2026-10-05,x,STRIPE,\n2026-10-30,1.00,coffee,\n', {
      keepGoodLines: true,
    })
    await run()
    expect(await found()).toEqual([])
    await october([])
    await run()
    expect(await found()).toEqual(['PAYOUT_NOT_IN_BANK po_1 500 open'])
  })

  test('a second account of the same currency is looked at together with the first', async () => {
    const other = await addBankAccount(t.ctxAs('analyst'), {
      name: 'New account',
      legalEntity: null,
      number: 'DE02 1203 0000 0000 2020 51',
      currency: 'eur',
      country: null,
      payoutsOfAccount: platform,
    })
    if (!other.ok) throw new Error(other.reason)
    await store([payout('po_1', 50_00, 5), payout('po_2', 70_00, 6)])
    await october([[5, 50_00n, 'STRIPE']])
    await bank.bring(mt940Of('1', 0n, [[6, 70_00n, 'STRIPE']], undefined, 'DE02120300000000202051'), {
      bankAccountId: other.value,
    })
    await run()
    expect(await pairs()).toEqual(['payout po_1 2026-10-05', 'payout po_2 2026-10-06'])
    expect(await found()).toEqual([])
    await t.admin.query('DELETE FROM bank_account WHERE id = $1', [other.value])
  })

  test('a negative payout is the debit that Stripe took', async () => {
    await store([payout('po_1', -9_00, 5)])
    await october([[6, -9_00n, 'STRIPE DEBIT']])
    await run()
    expect(await pairs()).toEqual(['payout po_1 2026-10-06'])
    expect(await found()).toEqual([])
  })

  test('what a person takes back is looked at again', async () => {
    await store([payout('po_1', 5_00, 5)])
    await october([])
    await run()
    const { rows } = await t.admin.query('SELECT id, version FROM recon_exception')
    const analyst = { ...t.ctxAs('analyst'), now: at }
    const resolved = await resolveException(analyst, { ...rows[0], resolution: 'not_ours', note: 'seen' })
    expect(resolved).toEqual({ ok: true, value: undefined })
    await bank.bring(mt940Of('8', 100_00n, [[7, 5_00n, 'STRIPE']]))
    await run()
    const [row] = (await t.admin.query('SELECT id, version FROM recon_exception')).rows
    await reopenException(analyst, row)
    await run()
    expect(await found()).toEqual(['PAYOUT_NOT_IN_BANK po_1 500 closed'])
  })

  test('one line is never two movements’, whoever writes it', async () => {
    const insert = `INSERT INTO bank_match (marketplace_id, bank_account_id, kind, object_id, line_id) VALUES ($1, 'a', 'payout', $2, 'bkl_1')`
    await t.admin.query(insert, [t.marketplaceId, 'po_1'])
    await expect(t.admin.query(insert, [t.marketplaceId, 'po_2'])).rejects.toThrow(/unique/)
  })

  test('a payout to a financial account reaches no bank, and other marketplaces see nothing', async () => {
    await store([payout('po_1', 5_00, 5, { destination: 'fa_1' })])
    await october([])
    await run()
    expect(await found()).toEqual([])
    expect(await reconcileBank({ ...t.ctxAs('admin', t.otherMarketplaceId), now: at })).toEqual([])
  })
})
