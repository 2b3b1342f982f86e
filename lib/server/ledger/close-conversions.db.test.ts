import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing/test-database'
import { stateDigest } from '../digest/state-digest'
import { postLedger } from './post-ledger'
import { listDriftedAccounts, listLedgerAccounts, trialBalance } from './queries'
import { shuffled, storeEntries } from './testing/store-entries'
import type { TestEntry } from './testing/world'

let t: TestDatabase
beforeEach(async () => {
  t = await openTestDatabase()
})
afterEach(() => t.close())

const charge = { id: 'ch_1', objectType: 'charge', amount: 1000, currency: 'eur', parentId: null, raw: {} }
let day = 0
function row(id: string, category: string, amount: number, object: TestEntry['object']): TestEntry {
  day += 1
  const created = new Date(Date.UTC(2026, 8, day, 10))
  return { accountId: 'acct_platform', id, category, amount, fee: 0, currency: 'usd', created, object }
}
const part = (id: string, objectType: string, amount: number) => ({
  ...charge,
  id,
  objectType,
  amount,
  parentId: 'ch_1',
})

/** Ten euros booked at 10.85 dollars, refunded in three parts: 3.61 + 3.62 + 3.61 = 10.84 by rounding, a cent is left. */
const refundedInThree = () => [
  row('txn_1', 'charge', 1085, charge),
  row('txn_2', 'refund', -364, part('re_1', 'refund', 333)),
  row('txn_3', 'refund', -360, part('re_2', 'refund', 334)),
  row('txn_4', 'refund', -371, part('re_3', 'refund', 333)),
]

async function balances(root: string): Promise<Record<string, bigint>> {
  const accounts = await listLedgerAccounts(t.ctx, { root })
  return Object.fromEntries(accounts.map((a) => [a.currency, a.balanceMinor]))
}

async function expectClosed(): Promise<void> {
  expect(await balances('fx_clearing')).toEqual({ eur: 0n, usd: 0n })
  // 364 + 360 + 371 − 1085 = 10 dollar cents lost on the way.
  expect(await balances('fx_differences')).toEqual({ usd: 10n })
  const { rows } = await t.admin.query(
    `SELECT debit, credit, amount_minor, transaction_id FROM ledger_posting WHERE id LIKE '%.fx.%'`,
  )
  const cent = { debit: 'fx_clearing', credit: 'fx_differences:platform', amount_minor: '1', transaction_id: 'txn_1' }
  expect(rows).toEqual([cent])
  expect((await trialBalance(t.ctx)).every((line) => line.differenceMinor === 0n)).toBe(true)
  expect(await listDriftedAccounts(t.ctx)).toEqual([])
}

test('until the last part is back nothing is closed', async () => {
  await storeEntries(t.ctx, refundedInThree().slice(0, 3))
  await postLedger(t.ctx)
  const { eur } = await balances('fx_clearing')
  expect(eur).toBe(333n)
})

test.each([1, 2, 3, 4])(
  'parts that arrive in any order leave the same postings, and nothing in clearing (%i)',
  async (seed) => {
    day = 0
    const rows = refundedInThree()
    await storeEntries(t.ctx, rows)
    await postLedger(t.ctx)
    await expectClosed()
    const { parts } = await stateDigest(t.ctx)
    const other = await openTestDatabase()
    for (const one of shuffled(rows, 40 + seed)) {
      await storeEntries(other.ctx, [one])
      await postLedger(other.ctx, { batchSize: 1 })
    }
    await postLedger(other.ctx)
    expect((await stateDigest(other.ctx)).parts.ledger_posting).toEqual(parts.ledger_posting)
    await other.close()
  },
)

test('runs that post the parts at the same time close once', async () => {
  await storeEntries(t.ctx, refundedInThree())
  await Promise.all([1, 2, 3, 4].map(() => postLedger(t.ctx, { batchSize: 1 })))
  await postLedger(t.ctx)
  await expectClosed()
})

test('a converted dispute that is won back in part keeps in clearing what was lost, and no more', async () => {
  const dispute = part('du_1', 'dispute', 1000)
  const rows = [
    row('txn_1', 'charge', 1084, charge),
    { ...row('txn_2', 'dispute', -1091, dispute), exchangeRate: '1.091' },
    { ...row('txn_3', 'dispute_reversal', 550, dispute), exchangeRate: '1.1' },
  ]
  await storeEntries(t.ctx, shuffled(rows, 5))
  await postLedger(t.ctx)
  // 10.00 came, 10.00 were taken, 5.00 came back: 5.00 are open at the rate of the sale.
  expect(await balances('fx_clearing')).toEqual({ eur: 500n, usd: -542n })
  expect(await balances('disputes')).toEqual({ eur: 500n })
  expect(await balances('fx_differences')).toEqual({ usd: 7n - 8n })
})

test('what undoes a conversion waits until that is booked, and says for which it waits', async () => {
  const rows = refundedInThree()
  await storeEntries(t.ctx, rows.slice(1))
  const run = await postLedger(t.ctx)
  expect([run.waiting, new Set(run.awaited.map(({ objectId }) => objectId))]).toEqual([3, new Set(['ch_1'])])
  await storeEntries(t.ctx, rows.slice(0, 1))
  await postLedger(t.ctx)
  await expectClosed()
})
