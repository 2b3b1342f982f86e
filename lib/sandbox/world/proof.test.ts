import { beforeAll, describe, expect, test } from 'vitest'
import type { StripeObject } from '../store/store'
import { balanceOf, createWorld, payoutItems, runTo, type World } from './world'

type Part = { amount: number; currency: string }
type Balance = { available: Part[]; pending: Part[]; connect_reserved?: Part[] }

let world: World
beforeAll(() => {
  world = createWorld({ seed: 3, sellers: 90, days: 40, plantRate: 0 })
  runTo(world, 40 * 24 + 3)
})

const rowsOf = (account: string) => world.store.list(account, 'balance_transaction')
const everywhere = (type: string) =>
  world.store.accounts().flatMap((account) => world.store.list(account, type).map((object) => ({ account, object })))
const num = (object: StripeObject, field: string) => object[field] as number
const sum = (rows: readonly StripeObject[]) => rows.reduce((total, row) => total + num(row, 'net'), 0)

describe('the balance', () => {
  test('is the sum of what moved it, in every currency, available and pending apart', () => {
    for (const account of world.store.accounts()) {
      const balance = balanceOf(world, account) as unknown as Balance
      for (const { currency, amount } of balance.available) {
        const own = rowsOf(account).filter((row) => row.currency === currency)
        const isAvailable = (row: StripeObject) => row.status === 'available' || row.type === 'payout'
        expect(amount).toBe(sum(own.filter(isAvailable)))
        expect(balance.pending.find((part) => part.currency === currency)?.amount).toBe(
          sum(own.filter((row) => !isAvailable(row))),
        )
      }
    }
  })

  test('has lost a payout at once, although its row becomes available as it arrives', () => {
    const underWay = everywhere('balance_transaction').filter(
      ({ object: row }) => row.type === 'payout' && num(row, 'available_on') > world.now,
    )
    expect(underWay.length).toBeGreaterThan(5)
    for (const { account, object: row } of underWay) {
      expect(row.available_on).toBe(world.store.get(account, String(row.source))?.arrival_date)
    }
  })

  test('of the platform holds in reserve what was reserved', () => {
    const reserved = (balanceOf(world, world.platform) as unknown as Balance).connect_reserved!
    const moved = rowsOf(world.platform).filter((row) => row.reporting_category === 'connect_reserved_funds')
    expect(moved.length).toBeGreaterThan(3)
    expect(reserved.find((part) => part.currency === 'eur')?.amount).toBe(-sum(moved))
  })
})

test('every transaction nets amount less fees, and is never available before its date, seldom some hours after it', () => {
  const late = { rows: 0, longest: 0 }
  for (const { object: row } of everywhere('balance_transaction')) {
    const fees = (row.fee_details as { amount: number }[]).reduce((total, detail) => total + detail.amount, 0)
    expect([num(row, 'fee'), num(row, 'net')]).toEqual([fees, num(row, 'amount') - fees])
    if (row.status === 'available') expect(num(row, 'available_on')).toBeLessThanOrEqual(world.now)
    else if (num(row, 'available_on') <= world.now) {
      late.rows += 1
      late.longest = Math.max(late.longest, world.now - num(row, 'available_on'))
    }
  }
  expect(late.rows).toBeGreaterThan(0)
  expect(late.longest).toBeLessThan(9 * 3600)
})

test('a converted transaction is its source times the rate, rounded', () => {
  const converted = everywhere('charge').filter(({ account, object }) => {
    const row = world.store.get(account, String(object.balance_transaction))
    return row !== undefined && row.currency !== object.currency
  })
  expect(converted.length).toBeGreaterThan(20)
  for (const { account, object } of converted) {
    const row = world.store.get(account, String(object.balance_transaction))!
    const exact = num(object, 'amount') * num(row, 'exchange_rate')
    const grain = row.currency === 'kwd' ? 10 : row.currency === 'isk' ? 100 : 1
    expect(Math.abs(exact - num(row, 'amount'))).toBeLessThanOrEqual(grain / 2 + 1e-6)
  }
})

test('a refund that bounced left no trace on the balance, and its charge does not count it', () => {
  const failed = everywhere('refund').filter(({ object }) => object.status === 'failed')
  expect(failed.length).toBeGreaterThan(3)
  for (const { account, object } of failed) {
    const [out, back] = ['balance_transaction', 'failure_balance_transaction'].map(
      (field) => world.store.get(account, String(object[field]))!,
    ) as [StripeObject, StripeObject]
    expect([back.amount, back.currency, back.reporting_category]).toEqual([
      -num(out, 'amount'),
      out.currency,
      'refund_failure',
    ])
  }
  for (const { account, object: charge } of everywhere('charge')) {
    const refunds = world.store.list(account, 'refund').filter((row) => row.charge === charge.id)
    const given = refunds.filter((row) => row.status !== 'failed').reduce((total, row) => total + num(row, 'amount'), 0)
    expect(charge.amount_refunded).toBe(given)
  }
}, 30_000)

test('in an honest world no promised rate is missed by more than 100 minor units or ten basis points', () => {
  const fates = { kept: 0, better: 0, worse: 0 }
  for (const entry of world.books.sales.values()) {
    const charge = world.store.get(entry.account, entry.objectId)
    const rows = rowsOf(entry.account).filter(
      (row) => row.source === entry.objectId && /charge|capture/.test(String(row.reporting_category)),
    )
    if (entry.quote === undefined || charge === undefined || rows.length === 0) continue
    const due = num(charge, 'amount_captured') * Number(entry.quote.rate)
    const short = due - rows.reduce((total, row) => total + num(row, 'amount'), 0)
    expect(rows[0]!.currency).toBe(entry.quote.currency)
    // Half a unit is rounding.
    expect(short).toBeLessThanOrEqual(Math.max(100, due / 1000) + 1)
    fates[Math.abs(short) < 1 ? 'kept' : short < 0 ? 'better' : 'worse'] += 1
  }
  expect(Math.min(...Object.values(fates))).toBeGreaterThan(3)
})

test('amounts keep to Stripe’s grain: dinars end in 0, krónur in 00', () => {
  const grains: Record<string, number> = { kwd: 10, isk: 100 }
  for (const type of [
    'charge',
    'refund',
    'transfer',
    'application_fee',
    'fee_refund',
    'payout',
    'balance_transaction',
  ]) {
    for (const { object } of everywhere(type)) {
      const grain = grains[String(object.currency)]
      if (grain !== undefined) expect(Math.abs(num(object, 'amount')) % grain).toBe(0)
    }
  }
})

test('an automatic payout is its items, and no transaction is paid out twice', () => {
  const seen = new Set<string>()
  const automatic = everywhere('payout').filter(({ object }) => object.automatic === true)
  expect(automatic.length).toBeGreaterThan(100)
  for (const { account, object } of automatic) {
    const items = payoutItems(world, account, object.id)
    expect(sum(items)).toBe(0)
    expect(-sum(items.filter((row) => row.source === object.id && row.type === 'payout'))).toBe(object.amount)
    for (const item of items) {
      expect(seen.has(item.id)).toBe(false)
      seen.add(item.id)
    }
  }
  const byHand = everywhere('payout').filter(({ object }) => object.automatic === false)
  expect(byHand.length).toBeGreaterThan(0)
  for (const { account, object } of byHand) expect(payoutItems(world, account, object.id)).toEqual([])
})

test('a charge brings what was captured: authorised, less what was let go', () => {
  const partial = everywhere('charge').filter(
    ({ object }) => num(object, 'amount_captured') < num(object, 'amount') && object.captured,
  )
  expect(partial.length).toBeGreaterThan(3)
  for (const { account, object } of partial) {
    const rows = rowsOf(account).filter((row) => row.source === object.id)
    expect(rows.map((row) => row.reporting_category).sort()).toEqual(['charge', 'partial_capture_reversal'])
    const sameCurrency = rows.every((row) => row.currency === object.currency)
    if (sameCurrency) expect(rows.reduce((total, row) => total + num(row, 'amount'), 0)).toBe(object.amount_captured)
  }
})
