import { expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { bandLines, contractTerms, readContractForm } from './contract-form'

const today = calendarDay('2026-10-31')
const fields = {
  seller: 'acct_a',
  tier: 'Gold',
  refundPolicy: 'returned',
  disputePolicy: 'absorbed',
  from: '2026-11-01',
  bands: 'USD, 0, 12.5 %, 0.25\nusd;200;6.75;0\n\nJPY, 0, 10%',
}
const bands = [
  { currency: 'usd', fromMinor: '0', rateBp: 1250, fixedMinor: '25' },
  { currency: 'usd', fromMinor: '20000', rateBp: 675, fixedMinor: '0' },
  { currency: 'jpy', fromMinor: '0', rateBp: 1000, fixedMinor: '0' },
]

test('a contract is read from the form, and its rates are written as they are read', () => {
  const read = readContractForm(fields, today)
  if ('errors' in read) throw new Error(read.errors.join())
  expect(read).toMatchObject({ seller: 'acct_a', from: '2026-11-01', terms: { tier: 'Gold', bands } })
  expect(contractTerms.parse(JSON.parse(JSON.stringify(read.terms)))).toEqual(read.terms)
  expect(bandLines(bands)).toBe('USD, 0.00, 12.50 %, 0.25\nUSD, 200.00, 6.75 %, 0.00\nJPY, 0, 10.00 %, 0')
  expect(readContractForm({ ...fields, bands: bandLines(bands) }, today)).toEqual(read)
  expect(readContractForm({ ...fields, seller: ' ' }, today)).toMatchObject({ seller: '*' })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['no account', { seller: 'Gourd & Sons' }, /^A seller is an account/],
  ['a day that is over', { from: '2026-10-30' }, /first day is over/],
  ['no day', { from: '2026-02-30' }, /Choose the first day/],
  ['no name', { tier: '' }, /^The name is empty/],
  ['a policy that nobody knows', { refundPolicy: 'eaten' }, /^Say what happens to the fee/],
  ['nobody who bears it', { disputePolicy: '' }, /^Say who bears/],
  ['no rate', { bands: ' ' }, /at least one rate/],
  ['more than the whole', { bands: 'USD, 0, 100.01 %' }, /^Line 1: no fee is more than the whole/],
  ['a rate that is none', { bands: '\nUSD, 0, twelve' }, /^Line 2: write currency/],
  ['a currency that nobody knows', { bands: 'ZZZ, 0, 1 %' }, /^Line 1: “ZZZ” is no currency/],
  ['less than nothing', { bands: 'USD, -5, 1 %' }, /^Line 1: “-5” and “0” have to be amounts of USD/],
  ['a fraction of a yen', { bands: 'JPY, 0, 1 %, 0.5' }, /have to be amounts of JPY/],
  ['twice', { bands: 'USD, 0, 1 %\nusd, 0.00, 2 %' }, /^Line 2: this amount has a rate already/],
])('rejects %s', (_, over, said) => {
  const read = readContractForm({ ...fields, ...over }, today)
  expect('errors' in read ? read.errors : []).toEqual([expect.stringMatching(said)])
})
