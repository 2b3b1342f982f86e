import { describe, expect, test } from 'vitest'
import { bookEntryInput } from './book-entry'
import { contractFromInput, feeContractInput } from './fee-contract-input'
import { parseLines } from './line-error'

const sale = {
  reference: 'S-1',
  kind: 'sale',
  account: 'acct_1',
  amountMinor: '1250',
  currency: 'usd',
  occurredAt: '2026-10-30T12:00:00+02:00',
}
const fault = (over: Record<string, unknown>) =>
  parseLines(bookEntryInput, [{ ...sale, ...over }]).errors.map((e) => `${e.field}: ${e.message}`)

describe('a line of the books', () => {
  test('a good line parses and keeps its number', () => {
    const parsed = parseLines(bookEntryInput, [sale], 7)
    expect(parsed).toEqual({ good: [{ line: 7, value: sale }], errors: [] })
  })

  test.each<[string, Record<string, unknown>, string]>([
    [
      'money as a JSON number',
      { amountMinor: 12.5 },
      'amountMinor: amountMinor is not text: a JSON number may lose digits',
    ],
    [
      'money with a point',
      { amountMinor: '12.50' },
      'amountMinor: amountMinor is not a positive whole number of minor units',
    ],
    ['no money at all', { amountMinor: '0' }, 'amountMinor: amountMinor is not a positive whole number of minor units'],
    [
      'money beyond eight bytes',
      { amountMinor: '9223372036854775808' },
      'amountMinor: amountMinor is larger than 9223372036854775807',
    ],
    [
      'a kind that nobody knows',
      { kind: 'gift' },
      'kind: kind is none of sale, refund, application_fee, application_fee_refund, transfer, transfer_reversal, payout, payout_failure, refund_failure, dispute, dispute_reversal, dispute_fee',
    ],
    ['a field that nobody knows', { amount: '1' }, 'amount: amount is not a field of this record'],
    [
      'a day without a zone',
      { occurredAt: '2026-10-30T12:00:00' },
      'occurredAt: occurredAt is not an ISO 8601 instant with a time zone',
    ],
    ['nothing where something must be', { reference: undefined }, 'reference: reference is missing'],
    [
      'a NUL in the reference',
      { reference: 'a\u0000b' },
      'reference: reference holds control characters or broken Unicode',
    ],
    [
      'half a surrogate in the order',
      { orderReference: '\ud800' },
      'orderReference: orderReference holds control characters or broken Unicode',
    ],
    [
      'a seller twice in one cart',
      {
        shares: [
          { seller: 'acct_a', amountMinor: '1' },
          { seller: 'acct_a', amountMinor: '2' },
        ],
      },
      'shares: shares names a seller twice',
    ],
    [
      'a year that no calendar has',
      { occurredAt: '0000-01-01T00:00:00Z' },
      'occurredAt: occurredAt lies before the year 1 or after 9999',
    ],
    [
      'a quote of a refund',
      { kind: 'refund', quote: { currency: 'eur', rate: '1' } },
      'quote: quote is for sales alone',
    ],
    [
      'a rate as a JSON number',
      { quote: { currency: 'eur', rate: 0.92 } },
      'quote.rate: quote.rate is not text: a JSON number may lose digits',
    ],
    ...['0', '0.000', '1,5', '-1', '1e3', '1.', '1234567890123', '1.1234567890123'].map(
      (rate): [string, Record<string, unknown>, string] => [
        `a rate of ${rate}`,
        { quote: { currency: 'eur', rate } },
        'quote.rate: quote.rate is not a positive decimal of at most 12 digits on either side of the point',
      ],
    ),
    [
      'a share that is no amount',
      { shares: [{ seller: 'acct_a', amountMinor: '-1' }] },
      'shares.0.amountMinor: shares.0.amountMinor is not a whole number of minor units',
    ],
  ])('%s', (_, over, message) => {
    expect(fault(over)).toEqual([message])
  })

  test('every error says what to do, on its own line', () => {
    const { errors, good } = parseLines(bookEntryInput, ['text', sale, { ...sale, currency: 'USD', kind: 'x' }])
    expect(good.map((g) => g.line)).toEqual([2])
    expect(errors.map((e) => [e.line, e.field, e.code])).toEqual([
      [1, null, 'not_an_object'],
      [3, 'kind', 'invalid'],
      [3, 'currency', 'invalid'],
    ])
    for (const error of errors) expect(error.fix.length).toBeGreaterThan(10)
  })
})

test('a contract arrives as exact numbers, and no two bands begin alike', () => {
  const band = { currency: 'usd', fromMinor: '0', rateBp: 850, fixedMinor: '25' }
  const input = {
    reference: 'CT-1',
    seller: 'acct_a',
    validFrom: '2026-10-01T00:00:00Z',
    tier: 'Gold',
    refundPolicy: 'kept',
    bands: [band],
  }
  const parsed = parseLines(feeContractInput, [
    input,
    { ...input, bands: [band, band] },
    { ...input, bands: [{ ...band, rateBp: 8.5 }] },
  ])
  expect(parsed.good.map(({ value }) => contractFromInput(value).bands)).toEqual([
    [{ currency: 'usd', fromMinor: 0n, rateBp: 850n, fixedMinor: 25n }],
  ])
  expect(parsed.errors.map((e) => e.message)).toEqual([
    'bands has two bands that begin alike',
    'bands.0.rateBp is not a whole number of basis points from 0 to 10000',
  ])
})
