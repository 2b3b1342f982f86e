import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statementLines } from '@/lib/domain/sellers/statement'
import { seal } from '../crypto/seal'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { inSnapshot, inSql } from '../db/transaction'
import { namePlace } from '../sync/store/store-accounts'
import { storeBalanceTransactions } from '../sync/store/store-balance-transactions'
import { downloadStatement } from './download-statement'
import { getSeller, modeOf } from './queries'
import { getSellerStatement, readStatement, type StatementPeriod, type StatementSpan } from './seller-statement'
import { listStatementRows, readRows } from './statement-rows'
import { findSellerMoney } from './where-is-money'

let t: TestDatabase
const seller = 'acct_shop'

type Given = [id: string, category: string, amount: bigint, fees: Record<string, bigint>, created: string]
/** The reporting zone is Berlin's: the last of October ends at 23:00 UTC. */
const given: Given[] = [
  ['txn_1', 'charge', 100_00n, { application_fee: 10_00n, stripe_fee: 2_00n }, '2026-09-10T10:00:00Z'],
  ['txn_2', 'charge', 50_00n, { application_fee: 5_00n, tax: 1_00n }, '2026-10-01T10:00:00Z'],
  ['txn_3', 'refund', -20_00n, { application_fee: -2_00n }, '2026-10-02T10:00:00Z'],
  ['txn_4', 'payout', -60_00n, {}, '2026-10-03T10:00:00Z'],
  ['txn_5', 'solar_rebate', 3_00n, { starlight: 50n }, '2026-10-31T22:59:59Z'],
  ['txn_6', 'charge', 77_00n, {}, '2026-10-31T23:00:00Z'],
]

beforeAll(async () => {
  t = await openTestDatabase()
  const { rows } = await t.admin.query('SELECT reporting_zone FROM marketplace WHERE id = $1', [t.marketplaceId])
  expect(rows[0].reporting_zone).toBe('Europe/Berlin')
  await t.admin.query(
    `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, name_enc, observed_at)
     VALUES ($1, 'stripe', false, $2, false, $3, now())`,
    [t.marketplaceId, seller, seal(namePlace(t.marketplaceId, seller), '=SUM(9)')],
  )
  await t.admin.query(
    `INSERT INTO ledger_balance (marketplace_id, ledger_account, currency, debit_minor, credit_minor, postings)
     VALUES ($1, 'stripe:' || $2 || ':payments', 'eur', 0, 0, 6)`,
    [t.marketplaceId, seller],
  )
  await inSql(t.ctx, (sql) => storeBalanceTransactions(sql, t.ctx, given.map(factOf)))
})
afterAll(() => t.close())

function factOf([id, reportingCategory, amountMinor, fees, created]: Given) {
  const feeMinor = Object.values(fees).reduce((sum, fee) => sum + fee, 0n)
  const details = Object.entries(fees).map(([type, amount]) => ({ type, amount: Number(amount) }))
  return {
    moneyKey: `stripe:${id}`,
    provider: 'stripe' as const,
    livemode: false,
    accountId: seller,
    id,
    type: reportingCategory,
    reportingCategory,
    balanceType: 'payments',
    sourceId: null,
    amountMinor,
    feeMinor,
    netMinor: amountMinor - feeMinor,
    currency: 'eur',
    exchangeRate: null,
    created: new Date(created),
    availableOn: new Date(created),
    raw: { id, fee_details: details },
  }
}

const october: StatementPeriod = { accountId: seller, currency: 'eur', span: { month: '2026-10' } }
const mode = { provider: 'stripe', livemode: false }
const statement = async (span: StatementSpan = october.span) => {
  const found = await getSellerStatement(t.ctxAs('support'), { ...mode, ...october, span })
  if (!found) throw new Error('there is no such statement')
  return found
}
const textOf = async (chunks: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

describe('a seller’s statement', () => {
  test('adds up from opening to closing, in the months of the reporting zone', async () => {
    const { openingMinor, lines, closingMinor } = await statement()
    expect(openingMinor).toBe(88_00n)
    expect(lines.map(({ line, rows, amountMinor }) => [line, rows, amountMinor])).toEqual([
      ['sales', 1, 50_00n],
      ['platform_fees', 2, -3_00n],
      ['taxes', 1, -1_00n],
      ['other_fees', 1, -50n],
      ['refunds', 1, -20_00n],
      ['other', 1, 3_00n],
      ['payouts', 1, -60_00n],
    ])
    expect(closingMinor).toBe(56_50n)
    expect((await statement({ month: '2026-11' })).openingMinor).toBe(closingMinor)
  })

  test('every line opens the movements that make it', async () => {
    const { lines } = await statement()
    for (const { line, rows } of lines) {
      expect([line, (await listStatementRows(t.ctx, { ...mode, ...october }, { line })).length]).toEqual([line, rows])
    }
    for (const line of statementLines.filter((one) => !lines.some((l) => l.line === one))) {
      expect([line, await listStatementRows(t.ctx, { ...mode, ...october }, { line })]).toEqual([line, []])
    }
    expect((await listStatementRows(t.ctx, { ...mode, ...october }, {})).map(({ id }) => id)).toEqual([
      'txn_5',
      'txn_4',
      'txn_3',
      'txn_2',
    ])
  })

  test('by payout it begins after the payout before, ends with its own row, and the next begins where it ended', async () => {
    const paid = async (id: string, created: string, minor: bigint) => {
      const fact = factOf([`txn_${id}`, 'payout', -minor, {}, created])
      await inSql(t.ctx, (sql) =>
        storeBalanceTransactions(sql, t.ctx, [{ ...fact, sourceId: id, moneyKey: `stripe:${id}` }]),
      )
    }
    await paid('po_one', '2026-10-01T10:00:00Z', 88_00n)
    await paid('po_two', '2026-10-02T10:00:00Z', 44_00n)
    const [one, two] = [await statement({ payoutId: 'po_one' }), await statement({ payoutId: 'po_two' })]
    expect([one.openingMinor, one.closingMinor]).toEqual([0n, 44_00n])
    expect([two.openingMinor, two.closingMinor]).toEqual([44_00n, 44_00n - 18_00n - 44_00n])
    expect(two.lines.map(({ line, amountMinor }) => [line, amountMinor])).toEqual([
      ['platform_fees', 2_00n],
      ['refunds', -20_00n],
      ['payouts', -44_00n],
    ])
    const of = { ...mode, ...october, span: { payoutId: 'po_two' } }
    expect((await listStatementRows(t.ctx, of, {})).map(({ id }) => id)).toEqual(['txn_po_two', 'txn_3'])
    const file = await downloadStatement(t.ctxAs('support'), { ...october, span: { payoutId: 'po_two' } }, 'csv')
    if (!file.ok) throw new Error(file.reason)
    expect(file.value.name).toBe('statement-acct_shop-po_two-eur.csv')
    expect((await textOf(file.value.chunks)).toString()).toContain('Payout,po_two\n')
    const none = { ...october, span: { payoutId: 'po_none' } }
    expect(await downloadStatement(t.ctxAs('support'), none, 'pdf')).toEqual({ ok: false, reason: 'not_found' })
    await t.admin.query(`DELETE FROM balance_transaction WHERE source_id LIKE 'po\\_%'`)
  })

  test('as a CSV it holds the sum and every movement, and a name computes nothing', async () => {
    const file = await downloadStatement(t.ctxAs('support'), october, 'csv')
    if (!file.ok) throw new Error(file.reason)
    const text = (await textOf(file.value.chunks)).toString()
    expect(text).toContain(`Seller,'=SUM(9)\n`)
    expect(text).toContain('Opening,88.00\n')
    expect(text).toContain('"Payouts, less what came back",-60.00\n')
    expect(text).toContain('Closing,56.50\n')
    expect(text.match(/txn_\d/g)).toEqual(['txn_5', 'txn_4', 'txn_3', 'txn_2'])
  })

  test('a movement stored while the CSV is read stands neither in its sum nor in its rows', async () => {
    const file = await downloadStatement(t.ctxAs('support'), october, 'csv')
    if (!file.ok) throw new Error(file.reason)
    const late = factOf(['txn_9', 'charge', 4_00n, {}, '2026-10-02T12:00:00Z'])
    await inSql(t.ctx, (sql) => storeBalanceTransactions(sql, t.ctx, [late]))
    const text = (await textOf(file.value.chunks)).toString()
    expect(text).toContain('Closing,56.50\n')
    expect(text).not.toContain('txn_9')
    await t.admin.query(`DELETE FROM balance_transaction WHERE id = 'txn_9'`)
  })

  test('what is read in one snapshot does not see what is written meanwhile', async () => {
    const late = factOf(['txn_9', 'charge', 4_00n, {}, '2026-10-02T12:00:00Z'])
    const sums = await inSnapshot(t.ctx, async (sql) => {
      const before = await readStatement(sql, t.ctx, { ...mode, ...october })
      if (!before) throw new Error('a month is always there')
      await inSql(t.ctx, (other) => storeBalanceTransactions(other, t.ctx, [late]))
      const rows = await readRows(sql, t.ctx, { ...mode, ...october }, before, {})
      return [before.closingMinor - before.openingMinor, rows.reduce((sum, row) => sum + row.netMinor, 0n)]
    })
    expect(sums[0]).toBe(sums[1])
    await t.admin.query(`DELETE FROM balance_transaction WHERE id = 'txn_9'`)
  })

  test('as a PDF it is one, and that it was taken stands in the audit trail', async () => {
    const file = await downloadStatement(t.ctxAs('support'), october, 'pdf')
    if (!file.ok) throw new Error(file.reason)
    const bytes = await textOf(file.value.chunks)
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-8).toString()).toContain('%%EOF')
    const { rows } = await t.admin.query(
      `SELECT detail FROM audit_entry WHERE marketplace_id = $1 AND action = 'statement.download' ORDER BY seq DESC LIMIT 1`,
      [t.marketplaceId],
    )
    expect(rows[0].detail).toEqual({ accountId: seller, currency: 'eur', month: '2026-10', format: 'pdf' })
  })

  test('of an account known in both modes it holds the live money alone, and so does where the money is', async () => {
    const later = '2026-12-10T00:00:00Z'
    const live = { ...factOf(['txn_live', 'charge', 9_00n, {}, '2026-10-05T10:00:00Z']), livemode: true }
    await t.admin.query(
      `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, observed_at)
       VALUES ($1, 'stripe', true, $2, false, now())`,
      [t.marketplaceId, seller],
    )
    const pending = { ...factOf(['txn_test', 'charge', 5_00n, {}, later]), availableOn: new Date('2999-01-01') }
    await inSql(t.ctx, (sql) => storeBalanceTransactions(sql, t.ctx, [live, pending]))
    const found = await getSeller(t.ctx, seller)
    if (!found) throw new Error('the seller is known')
    expect((await getSellerStatement(t.ctx, { ...modeOf(found), ...october }))?.closingMinor).toBe(9_00n)
    expect((await statement()).closingMinor).toBe(56_50n)
    expect(await findSellerMoney(t.ctx, found)).toEqual(
      await findSellerMoney(t.ctx, { ...found, accountId: 'acct_no' }),
    )
    expect(await findSellerMoney(t.ctx, { ...found, livemode: false })).not.toEqual(await findSellerMoney(t.ctx, found))
    await t.admin.query('DELETE FROM provider_account WHERE livemode')
  })

  test('of a stranger there is none', async () => {
    const other = t.ctxAs('support', t.otherMarketplaceId)
    expect(await downloadStatement(other, october, 'csv')).toEqual({ ok: false, reason: 'not_found' })
    expect((await getSellerStatement(other, { ...mode, ...october }))?.closingMinor).toBe(0n)
    expect(await listStatementRows(other, { ...mode, ...october }, {})).toEqual([])
    expect(await downloadStatement(t.ctx, october, 'csv')).toEqual({ ok: false, reason: 'not_permitted' })
  })
})
