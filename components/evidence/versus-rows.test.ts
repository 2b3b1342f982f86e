import { expect, test } from 'vitest'
import type { EvidenceRow } from '@/lib/domain/reconciliation/finding'
import { pairOf, versusRows } from './versus-rows'

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

test('a transfer is held against the transfer entry, not against the refund entry that stands before it', () => {
  const [transfer, refund] = [
    { ...charge, kind: 'transfer', id: 'tr_1' },
    { ...entry, kind: 'refund', id: 'be_2' },
  ]
  const booked = { ...entry, kind: 'transfer', id: 'be_3' }
  expect(pairOf([transfer, refund, booked])).toEqual({ stripe: transfer, books: booked })
  expect(pairOf([charge, transfer, booked])).toEqual({ stripe: transfer, books: booked })
})

test('what has no row of its kind on the other side stands beside it without a difference', () => {
  const { stripe, books } = pairOf([
    { ...charge, kind: 'transfer' },
    { ...entry, kind: 'refund', amountMinor: '9000' },
  ])
  const rows = versusRows(stripe, books)
  expect(rows.find((row) => row.label === 'What')?.equal).toBe(false)
  expect(rows.filter((row) => row.label !== 'What').every((row) => row.equal === null)).toBe(true)
  expect(rows.some((row) => row.differenceMinor !== undefined)).toBe(false)
})
