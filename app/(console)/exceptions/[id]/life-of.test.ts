import { expect, test } from 'vitest'
import type { PaymentStep } from '@/lib/server/exceptions/timeline'
import { lifeOf, placesOf } from './life-of'

const at = new Date('2026-11-20T10:00:00Z')
const step = (side: PaymentStep['side'], id: string, objectId: string | null): PaymentStep => ({
  at,
  side,
  what: 'sale',
  id,
  account: 'acct_1',
  amountMinor: 100n,
  currency: 'eur',
  objectId,
})
const steps = [
  step('stripe', 'ch_1', 'ch_1'),
  step('balance', 'txn_1', 'ch_1'),
  step('stripe', 'po_1', 'po_1'),
  step('balance', 'txn_2', 'po_1'),
  step('books', 'order-1', 'ch_1'),
]

test('a charge leads to its balance transaction and a payout to its own page', () => {
  expect(Object.fromEntries(placesOf(steps))).toEqual({ ch_1: '/ledger/transactions/txn_1', po_1: '/payouts/po_1' })
})

test('in the life of the money Stripe’s steps are links, and the books’ own references are not', () => {
  const hrefs = lifeOf(steps, 'none', at).map(({ id, href }) => [id, href])
  expect(hrefs).toEqual([
    ['ch_1', '/ledger/transactions/txn_1'],
    ['po_1', '/payouts/po_1'],
    ['order-1', undefined],
  ])
})
