import { beforeEach, expect, test } from 'vitest'
import { audit } from '../audit/audit'
import { sceneOf } from '../audit/scene'
import type { StripeObject } from '../store/store'
import { applyWrite, balanceOf, bookLines, createWorld, runTo, truthOf, type World, type Write } from '../world/world'

let world: World
beforeEach(() => {
  world = createWorld({ seed: 12, sellers: 40, days: 20, plantRate: 0 })
  runTo(world, 12 * 24)
})

function find(type: string, wanted: (object: StripeObject) => boolean, account = world.platform): StripeObject {
  const found = world.store.list(account, type).find(wanted)
  if (found === undefined) throw new Error(`no ${type} for this test`)
  return found
}

function write(kind: Write['kind'], params: Record<string, unknown>, account = world.platform): StripeObject {
  const result = applyWrite(world, { kind, account, params })
  if (!result.ok) throw new Error(result.message)
  return result.object
}

function refusal(kind: Write['kind'], params: Record<string, unknown>, account = world.platform) {
  const result = applyWrite(world, { kind, account, params })
  return result.ok ? 'accepted' : [result.status, result.code]
}

const findings = () => truthOf(world).expected.map((f) => `${f.kind} ${f.object} ${f.amountMinor}`)
const untouched = (charge: StripeObject) =>
  charge.balance_transaction !== null &&
  charge.amount_refunded === 0 &&
  charge.disputed === false &&
  charge.application_fee !== null

test('a refund that asks for nothing back leaks the transfer, and says so an hour later', () => {
  const charge = find('charge', (c) => untouched(c) && c.amount === c.amount_captured)
  write('refund', { charge: charge.id })
  const leak = `TRANSFER_NOT_REVERSED ${charge.transfer} ${(world.store.get(world.platform, String(charge.transfer)) as { amount?: number }).amount}`
  expect(findings()).not.toContain(leak)
  runTo(world, 12 * 24 + 2)
  expect(findings()).toContain(leak)
  expect(audit(sceneOf(world)).map((f) => `${f.kind} ${f.object} ${f.amountMinor}`)).toEqual(findings())
})

test('a refund that asks for fee and transfer gets both, in proportion, and the books hear of all three', () => {
  const charge = find('charge', (c) => untouched(c) && Number(c.amount_captured) % 4 === 0 && c.currency !== 'isk')
  const amount = Number(charge.amount_captured) / 2
  const params = { charge: charge.id, amount: String(amount), refund_application_fee: 'true', reverse_transfer: 'true' }
  const refund = write('refund', params)
  const fee = world.store.get(world.platform, String(charge.application_fee)) as StripeObject
  const transfer = world.store.get(world.platform, String(charge.transfer)) as StripeObject
  expect(fee.amount_refunded).toBe(Math.round(Number(fee.amount) / 2))
  expect(transfer.amount_reversed).toBe(Math.round(Number(transfer.amount) / 2))
  runTo(world, 13 * 24 + 5)
  const kinds = bookLines(world, 0, 1e9).map((line) => line.body)
  expect(kinds.some((body) => body.kind === 'refund' && body.objectId === refund.id)).toBe(true)
  expect(findings().some((found) => found.includes(fee.id) || found.includes(transfer.id))).toBe(false)
})

test('what cannot be refunded is refused with Stripe’s words', () => {
  const charge = find('charge', untouched)
  expect(refusal('refund', { charge: 'ch_nowhere' })).toEqual([404, 'resource_missing'])
  expect(refusal('refund', { charge: charge.id, amount: Number(charge.amount) + 1 })).toEqual([400, 'amount_too_large'])
  expect(refusal('refund', { charge: charge.id, amount: 0 })).toEqual([400, 'parameter_invalid_integer'])
  expect(refusal('refund', { charge: charge.id, amount: '12.5' })).toEqual([400, 'parameter_invalid_integer'])
  write('refund', { charge: charge.id })
  expect(refusal('refund', { charge: charge.id })).toEqual([400, 'charge_already_refunded'])
  const held = find('charge', (c) => c.balance_transaction === null)
  expect(refusal('refund', { charge: held.id })).toEqual([400, 'charge_not_refundable'])
})

test('a reversal takes back what is left, and no more', () => {
  const transfer = find('transfer', (t) => t.amount_reversed === 0)
  const reversal = write('transfer_reversal', { id: transfer.id, amount: 100 })
  expect(reversal.amount).toBe(100)
  expect(refusal('transfer_reversal', { id: transfer.id, amount: transfer.amount })).toEqual([400, 'amount_too_large'])
  expect(write('transfer_reversal', { id: transfer.id }).amount).toBe(Number(transfer.amount) - 100)
  expect(world.store.get(world.platform, transfer.id)?.reversed).toBe(true)
})

test('a fee can be given back once', () => {
  const fee = find('application_fee', (f) => f.amount_refunded === 0)
  expect(write('application_fee_refund', { id: fee.id }).amount).toBe(fee.amount)
  expect(refusal('application_fee_refund', { id: fee.id })).toEqual([400, 'amount_too_large'])
})

test('what is written keeps its metadata, and only the ten newest stand inside their owner', () => {
  const fee = find('application_fee', (f) => f.amount_refunded === 0 && Number(f.amount) > 12)
  const transfer = find('transfer', (t) => t.amount_reversed === 0)
  const [refunds, reversals] = [new Set<string>(), new Set<string>()]
  for (let nth = 0; nth < 12; nth++) {
    const metadata = { nth: String(nth) }
    const refund = write('application_fee_refund', { id: fee.id, amount: 1, metadata })
    const reversal = write('transfer_reversal', { id: transfer.id, amount: 1, metadata })
    expect([refund.metadata, reversal.metadata]).toEqual([metadata, metadata])
    refunds.add(refund.id)
    reversals.add(reversal.id)
  }
  expect([refunds.size, reversals.size]).toEqual([12, 12])
  const shown = (id: string, field: string) => world.store.get(world.platform, id)?.[field] as { data: StripeObject[] }
  for (const list of [shown(fee.id, 'refunds'), shown(transfer.id, 'reversals')]) {
    expect(list).toMatchObject({ has_more: true })
    expect(list.data.map((item) => (item.metadata as { nth: string }).nth)).toEqual([
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
    ])
  }
})

test('a transfer out of a charge whose sellers have their shares already is too much', () => {
  const settled = (c: StripeObject) => c.transfer_data === null && c.balance_transaction !== null && !c.disputed
  const cart = find('charge', (c) => settled(c) && c.currency === 'eur' && Number(c.created) < world.now - 86_400)
  const [destination] = (world.books.sales.get(cart.id)?.shares ?? []).map((part) => part.seller)
  const params = { amount: 700, currency: 'eur', destination, source_transaction: cart.id }
  const again = write('transfer', params)
  runTo(world, 13 * 24 + 5)
  expect(findings()).toContain(`OVER_TRANSFERRED ${again.id} 700`)
  expect(audit(sceneOf(world)).map((f) => `${f.kind} ${f.object} ${f.amountMinor}`)).toEqual(findings())
})

test('a payout by hand takes what is available, can be called off while pending, and is booked both times', () => {
  const rich = [...world.market.sellers].find(
    (s) => (world.cells.get(s.account)?.get(s.currency)?.available ?? 0) > 2000 && s.currency !== 'isk',
  )!
  const before = balanceOf(world, rich.account)
  const payout = write('payout', { amount: 1000, currency: rich.currency }, rich.account)
  expect(payout).toMatchObject({ automatic: false, status: 'pending', reconciliation_status: 'not_applicable' })
  expect(write('payout_cancel', { id: payout.id }, rich.account).status).toBe('canceled')
  expect(refusal('payout_cancel', { id: payout.id }, rich.account)).toEqual([400, 'payout_not_cancelable'])
  expect(balanceOf(world, rich.account)).toEqual(before)
  runTo(world, 13 * 24 + 5)
  const booked = bookLines(world, 0, 1e9).filter((line) => line.body.objectId === payout.id)
  expect(booked.map((line) => line.body.kind).sort()).toEqual(['payout', 'payout_failure'])
})

test('money that is not there is refused', () => {
  const { account, currency } = world.market.sellers.find((s) => world.store.get(s.account, s.account) !== undefined)!
  expect(refusal('payout', { amount: 900_000_000, currency }, account)).toEqual([400, 'balance_insufficient'])
  const transfer = { amount: 900_000_000, currency: 'eur', destination: account }
  expect(refusal('transfer', transfer)).toEqual([400, 'balance_insufficient'])
  expect(refusal('transfer', { ...transfer, destination: 'acct_nobody' })).toEqual([404, 'resource_missing'])
})
