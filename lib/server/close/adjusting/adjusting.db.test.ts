import { afterAll, beforeAll, expect, test } from 'vitest'
import { entity, type Month } from '@/lib/domain/close/period'
import { isBalanced, trialBalance } from '@/lib/domain/close/trial-balance'
import { listAudit } from '../../audit/queries'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { postLedger } from '../../ledger/post-ledger'
import { listDriftedAccounts } from '../../ledger/queries'
import { storeEntries } from '../../ledger/testing/store-entries'
import { at, closeMonth, october, proveAll, provenWorld, recompute, saleAt, september } from '../testing/closing-ground'
import { adjustMonth } from './adjust'
import { listAdjustments, withdrawAdjustment } from './withdraw-adjustment'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await provenWorld(t, 7, 900)
  const bill = saleAt('fee_october', new Date('2026-10-03T10:00:00Z'), -90_000)
  await storeEntries(t.ctx, [{ ...bill, category: 'network_cost', fee: 0 }])
  await postLedger(t.ctx)
  await proveAll(t)
})
afterAll(() => t.close())

const november = '2026-11' as Month
const analyst = () => at(t.ctxAs('analyst'))
const network = { month: october, rule: 'network_costs', currency: 'eur' } as const
const rates = { carriedRate: '0.80', closingRate: '0.85', ratesOn: '2026-10-31', ratesOf: 'the central bank' }

async function closingOf(root: string, month: Month): Promise<bigint> {
  const { facts } = await recompute(at(t.ctx), { scope: entity, month })
  return facts.accounts
    .filter(({ ledgerAccount }) => ledgerAccount.startsWith(`${root}:`))
    .reduce((sum, { closingMinor }) => sum + closingMinor, 0n)
}

async function volume(month: string): Promise<bigint> {
  const { rows } = await t.admin.query(
    `SELECT sum(captured_minor)::text AS minor FROM daily_metric WHERE currency = 'eur' AND to_char(day, 'YYYY-MM') = $1`,
    [month],
  )
  return BigInt(rows[0].minor)
}

test('a fee that is billed next month stands in this one at last month’s rate, and is gone on the first of the next', async () => {
  expect(await adjustMonth(analyst(), network)).toMatchObject({ ok: true })
  const [row] = await listAdjustments(t.ctx, october)
  const exact = (90_000n * (await volume('2026-10')) * 10n) / (await volume('2026-09'))
  expect(row?.amountMinor).toBe((exact + 5n) / 10n)
  expect(row?.basis).toMatchObject({ billedMinor: '90000', rule: 'network_costs', before: '2026-09' })
  expect(await closingOf('accrued_fees', october)).toBe(-(row?.amountMinor ?? 0n))
  expect(await closingOf('accrued_fees', november)).toBe(0n)
  expect(await closingOf('network_costs', november)).toBe(90_000n)
  expect(await listDriftedAccounts(t.ctx)).toEqual([])
  expect(await listAudit(t.ctx, { action: 'period.adjust' })).toMatchObject([{ subject: row?.id }])
})

test('rejects: a second one, a month without a bill, a role that reads, another marketplace, a closed month', async () => {
  expect(await adjustMonth(analyst(), network)).toEqual({ ok: false, reason: 'already_posted' })
  expect(await adjustMonth(analyst(), { ...network, month: september })).toEqual({ ok: false, reason: 'no_rate' })
  expect(await adjustMonth(at(t.ctxAs('executive')), network)).toEqual({ ok: false, reason: 'not_permitted' })
  const stranger = at(t.ctxAs('admin', t.otherMarketplaceId))
  expect(await adjustMonth(stranger, network)).toEqual({ ok: false, reason: 'no_rate' })
  expect(await listAdjustments(stranger, october)).toEqual([])
  const [own] = await listAdjustments(t.ctx, october)
  expect(await withdrawAdjustment(stranger, { id: own?.id ?? '' })).toEqual({ ok: false, reason: 'not_found' })
  await closeMonth(t, september)
  expect(await adjustMonth(analyst(), { ...network, month: september })).toEqual({ ok: false, reason: 'month_closed' })
})

test('dollars at the rate of the close make an unrealised difference in euros; taken back, nothing is left of it', async () => {
  const { facts } = await recompute(at(t.ctx), { scope: entity, month: october })
  const held = facts.accounts
    .filter(
      ({ ledgerAccount, currency }) =>
        currency === 'usd' && /^(stripe|seller_payable|transfers_received):/.test(ledgerAccount),
    )
    .reduce((sum, { closingMinor }) => sum + closingMinor, 0n)
  expect(held).not.toBe(0n)
  const dollars = { month: october, rule: 'fx_revaluation', currency: 'usd', ...rates } as const
  const posted = await adjustMonth(analyst(), dollars)
  if (!posted.ok) throw new Error(posted.reason)
  const difference = await closingOf('fx_revaluation', october)
  const twentieth = held / 20n // five cents a dollar
  expect(difference - twentieth >= -1n && difference - twentieth <= 1n).toBe(true)
  expect(await closingOf('fx_revaluation', november)).toBe(0n)
  expect(await withdrawAdjustment(analyst(), { id: posted.value })).toMatchObject({ ok: true })
  expect(await closingOf('fx_revaluation', october)).toBe(0n)
  expect(await withdrawAdjustment(analyst(), { id: posted.value })).toEqual({ ok: false, reason: 'not_found' })
  expect(await adjustMonth(analyst(), { ...dollars, closingRate: 'much' })).toEqual({ ok: false, reason: 'bad_rate' })
  expect(await adjustMonth(analyst(), dollars)).toMatchObject({ ok: true })
})

test('an adjusted month closes: control accounts tie out as before, and the trial balance is zero', async () => {
  await closeMonth(t, october)
  const { facts, checks } = await recompute(at(t.ctx), { scope: entity, month: october })
  expect(checks.every(({ ok }) => ok)).toBe(true)
  expect(trialBalance(facts.accounts).every(isBalanced)).toBe(true)
  const [last] = await listAdjustments(t.ctx, october)
  expect(await withdrawAdjustment(analyst(), { id: last?.id ?? '' })).toEqual({ ok: false, reason: 'month_closed' })
})
