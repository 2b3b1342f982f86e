import { expect, test } from 'vitest'
import { bookEntryInput, entryKinds } from './book-entry'
import { inCsvWords } from './csv-errors'
import { parseLines } from './line-error'

const entry = {
  reference: 'r',
  kind: 'sale',
  account: 'acct_1',
  amountMinor: '1250',
  currency: 'eur',
  occurredAt: '2026-11-23T10:00:00Z',
}
const wordsOf = (change: Record<string, unknown>) =>
  parseLines(bookEntryInput, [{ ...entry, ...change }]).errors.map(inCsvWords)

test('a wrong cell is told in the words of a file, with nothing of the API in it', () => {
  const wrong = {
    amountMinor: '12,50',
    occurredAt: '23.11.2026',
    kind: 'Verkauf',
    currency: 'euro',
    account: undefined,
  }
  const errors = wordsOf(wrong)
  expect(errors.map(({ message }) => message)).toEqual([
    `kind is none of ${entryKinds.join(', ')}`,
    'Stripe account has an empty cell',
    'amount is not a positive whole number',
    'currency is not a three-letter code',
    'occurred at is no date with a time and a time zone',
  ])
  for (const { message, fix } of errors) expect(`${message} ${fix}`).not.toMatch(/openapi|JSON|amountMinor|occurredAt/)
})
