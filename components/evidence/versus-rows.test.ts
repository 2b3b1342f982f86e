import { expect, test } from 'vitest'
import type { EvidenceRow } from '@/lib/domain/reconciliation/finding'
import { versusRows } from './versus-rows'

const charge: EvidenceRow = {
  side: 'stripe',
  id: 'ch_1',
  kind: 'sale',
  account: 'acct_1',
  amountMinor: '10000',
  currency: 'eur',
  at: '2026-11-20T10:00:00Z',
}
const entry: EvidenceRow = { ...charge, side: 'books', id: 'be_1' }
const amountOf = (stripe?: EvidenceRow, books?: EvidenceRow) =>
  versusRows(stripe, books).find((row) => row.label === 'Amount')

test('a cent less in the books is a difference of plus one cent at Stripe', () => {
  expect(amountOf(charge, { ...entry, amountMinor: '9999' })).toMatchObject({ equal: false, differenceMinor: 1n })
})

test('two currencies are unequal and never subtracted', () => {
  const row = amountOf(charge, { ...entry, currency: 'usd' })
  expect(row?.equal).toBe(false)
  expect(row?.differenceMinor).toBeUndefined()
})

test('a side that is missing is neither equal nor unequal', () => {
  expect(amountOf(charge, undefined)).toMatchObject({ books: null, equal: null })
})

test('a field that neither side knows is not drawn', () => {
  expect(versusRows(charge, entry).map((row) => row.label)).not.toContain('Order')
})
