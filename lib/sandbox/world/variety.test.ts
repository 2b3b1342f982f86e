import { beforeAll, expect, test } from 'vitest'
import type { StripeObject } from '../store/store'
import { createWorld, runTo, type World } from './world'

let world: World
beforeAll(() => {
  world = createWorld({ seed: 5, sellers: 150, days: 50 })
  runTo(world, 50 * 24)
})

const all = (type: string): StripeObject[] =>
  world.store.accounts().flatMap((account) => [...world.store.list(account, type)])
const values = (type: string, field: string) => new Set(all(type).map((object) => object[field]))

test('every reporting category that a marketplace meets, and one that nobody has seen', () => {
  expect([...values('balance_transaction', 'reporting_category')].sort()).toEqual([
    'carbon_rebate',
    'charge',
    'connect_reserved_funds',
    'dispute',
    'dispute_reversal',
    'fee',
    'network_cost',
    'partial_capture_reversal',
    'payout',
    'payout_reversal',
    'platform_earning',
    'platform_earning_refund',
    'refund',
    'refund_failure',
    'tax',
    'topup',
    'topup_reversal',
    'transfer',
    'transfer_reversal',
  ])
})

test('zero-, two- and three-decimal currencies, in a dozen countries', () => {
  for (const currency of ['eur', 'usd', 'gbp', 'jpy', 'kwd', 'sek', 'isk']) {
    expect(values('balance_transaction', 'currency')).toContain(currency)
  }
  expect(values('account', 'country').size).toBeGreaterThanOrEqual(10)
})

test('payouts of every fate: paid, failed, failed after they were paid, instant, by hand', () => {
  expect([...values('payout', 'status')]).toEqual(expect.arrayContaining(['paid', 'failed', 'in_transit']))
  expect([...values('payout', 'method')].sort()).toEqual(['instant', 'standard'])
  const events = all('event')
  const paid = new Set(events.filter((e) => e.type === 'payout.paid').map(payoutOf))
  expect(events.some((e) => e.type === 'payout.failed' && paid.has(payoutOf(e)))).toBe(true)
})

const payoutOf = (event: StripeObject) => (event.data as { object: { id: string } }).object.id

test('disputes won and lost, bank debits and cards, all three ways to charge', () => {
  expect([...values('dispute', 'status')]).toEqual(expect.arrayContaining(['won', 'lost', 'needs_response']))
  const customers = all('charge').filter((charge) => charge.source_transfer === null)
  expect(customers.some((charge) => charge.id.startsWith('py_') && charge.status === 'pending')).toBe(true)
  const onPlatform = world.store.list(world.platform, 'charge')
  expect(onPlatform.some((charge) => charge.transfer_data !== null && charge.application_fee !== null)).toBe(true)
  expect(onPlatform.some((charge) => (charge.transfer_data as { amount: number } | null)?.amount)).toBe(true)
  expect(onPlatform.some((charge) => charge.transfer_data === null && charge.transfer_group !== null)).toBe(true)
  expect(customers.length - onPlatform.length).toBeGreaterThan(100)
})

test('disputes of all or of a part, asked about or taken, on every kind of charge', () => {
  expect([...values('dispute', 'status')]).toEqual(expect.arrayContaining(['warning_closed', 'under_review']))
  const models = new Set<string>()
  const parts = { whole: 0, part: 0 }
  for (const account of world.store.accounts()) {
    for (const dispute of world.store.list(account, 'dispute')) {
      const charge = world.store.get(account, String(dispute.charge))!
      models.add(account !== world.platform ? 'direct' : charge.transfer_data === null ? 'separate' : 'destination')
      parts[dispute.amount === charge.amount_captured ? 'whole' : 'part'] += 1
    }
  }
  expect([...models].sort()).toEqual(['destination', 'direct', 'separate'])
  expect(Math.min(parts.whole, parts.part)).toBeGreaterThan(3)
})

test('a seller’s money comes back as a dispute opens, and is sent again when it is won', () => {
  const taken = world.store.list(world.platform, 'transfer_reversal').filter((row) => row.source_refund === null)
  expect(taken.length).toBeGreaterThan(5)
  const bySource = Map.groupBy(world.store.list(world.platform, 'transfer'), (row) => row.source_transaction)
  const won = world.store.list(world.platform, 'dispute').filter((dispute) => dispute.status === 'won')
  const again = won.filter((dispute) =>
    bySource.get(dispute.charge)?.some((row) => Number(row.created) > Number(dispute.created)),
  )
  expect(again.length).toBeGreaterThan(1)
})

test('refunds that bounce, some of them paid once more', () => {
  const failed = all('refund').filter((refund) => refund.status === 'failed')
  expect(failed.length).toBeGreaterThan(5)
  const again = failed.filter(({ charge, amount, created }) =>
    all('refund').some((r) => r.charge === charge && r.amount === amount && Number(r.created) > Number(created)),
  )
  expect(again.length).toBeGreaterThan(1)
  expect(again.length).toBeLessThan(failed.length)
  const types = new Set(all('event').map((event) => event.type))
  for (const type of ['refund.failed', 'refund.updated']) expect(types).toContain(type)
})

test('carts whose sellers are paid in two parts, promised rates, three ways to share a lost dispute', () => {
  const carts = world.store.list(world.platform, 'transfer').filter((row) => row.metadata !== undefined)
  const sent = Map.groupBy(carts, (row) => `${row.source_transaction} ${row.destination}`)
  expect([...sent.values()].filter((rows) => rows.length === 2).length).toBeGreaterThan(10)
  const bodies = world.books.lines.map((line) => line.body)
  const rates = bodies.flatMap((body) => (body.quote as { rate: string } | undefined)?.rate ?? [])
  expect(rates.length).toBeGreaterThan(50)
  expect(rates.every((rate) => /^\d{1,12}(\.\d{1,12})?$/.test(rate))).toBe(true)
  const policies = new Set(world.books.lines.filter((l) => l.type === 'fee_contract').map((l) => l.body.disputePolicy))
  expect(policies).toEqual(new Set(['recovered', 'absorbed', undefined]))
})

test('fees that belong to no payment, on accounts that pay their own and, planted, on others', () => {
  const stray = world.store.accounts().flatMap((account) => {
    const { fees } = world.store.get(account, account)!.controller as { fees: { payer: string } }
    const rows = world.store.list(account, 'balance_transaction').filter((row) => row.type === 'stripe_fee')
    return account === world.platform ? [] : rows.map(() => fees.payer)
  })
  expect(new Set(stray)).toEqual(new Set(['account', 'application_express']))
})

test('two refunds of one charge within one second', () => {
  const seconds = new Map<string, number>()
  for (const refund of all('refund')) {
    const key = `${refund.charge} ${refund.created}`
    seconds.set(key, (seconds.get(key) ?? 0) + 1)
  }
  expect([...seconds.values()].filter((count) => count === 2).length).toBeGreaterThan(2)
})

test('card money reaches the balance in a later hour, and the charge says so by an update', () => {
  const events = world.store.list(world.platform, 'event')
  const updates = events.filter((e) => e.type === 'charge.updated')
  expect(updates.length).toBeGreaterThan(100)
  const previous = updates.map((e) => (e.data as { previous_attributes?: object }).previous_attributes)
  expect(previous.some((before) => before !== undefined && 'balance_transaction' in before)).toBe(true)
})

test('events of a connected account name it, the platform’s own do not', () => {
  for (const account of world.store.accounts()) {
    const named = account === world.platform ? undefined : account
    expect(world.store.list(account, 'event').every((event) => event.account === named)).toBe(true)
  }
})

test('honest twins: one seller, one day, one amount, two orders, and the books name the orders alone', () => {
  const orderOnly = new Map<string, number>()
  for (const { type, body } of world.books.lines) {
    if (type !== 'book_entry' || body.kind !== 'sale' || 'objectId' in body) continue
    const key = `${body.seller} ${body.amountMinor} ${String(body.occurredAt).slice(0, 10)}`
    orderOnly.set(key, (orderOnly.get(key) ?? 0) + 1)
  }
  expect([...orderOnly.values()].some((count) => count > 1)).toBe(true)
})

test('nobody in it is real: every mail address is an example', () => {
  const mails = all('charge').map((charge) => (charge.billing_details as { email: string | null }).email)
  expect(mails.filter((mail) => mail !== null).length).toBeGreaterThan(500)
  expect(mails.every((mail) => mail === null || mail.endsWith('@example.com'))).toBe(true)
})
