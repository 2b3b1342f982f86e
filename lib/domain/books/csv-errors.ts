import { entryKinds } from './book-entry'
import type { LineError } from './line-error'

/** The API's error in the words of someone who holds a file: columns and cells, no fields of a record. */
export function inCsvWords(error: LineError): LineError {
  if (error.code !== 'invalid' || error.field === null) return error
  const name = names[error.field] ?? error.field
  const said = error.message.slice(error.field.length + 1)
  const why = said === 'is missing' ? 'has an empty cell' : (plainer[said] ?? said)
  return {
    ...error,
    field: name,
    message: `${name} ${why}`,
    fix: fixes[error.field] ?? 'Check which column is chosen.',
  }
}

const names: Record<string, string> = {
  amountMinor: 'amount',
  occurredAt: 'occurred at',
  expectedAt: 'expected at',
  objectId: 'Stripe object',
  orderReference: 'order',
  chargeType: 'charge type',
  account: 'Stripe account',
}

const plainer: Record<string, string> = {
  'is not a positive whole number of minor units': 'is not a positive whole number',
  'is not an ISO 8601 instant with a time zone': 'is no date with a time and a time zone',
  'is not a three-letter currency code in lower case': 'is not a three-letter code',
}

const fixes: Record<string, string> = {
  reference: 'Give every line its own reference, 1 to 200 characters.',
  kind: `Write one of: ${entryKinds.join(', ')}.`,
  account: 'Give the Stripe account on whose balance the money moves: acct_…',
  seller: 'Give the seller’s Stripe account, acct_…, or leave the cell empty.',
  amountMinor: 'Write 1250 for 12.50, or say above that amounts are written in decimals.',
  currency: 'Write the code, EUR or eur.',
  occurredAt: 'Write 2026-11-23T10:00:00Z, or with an offset.',
  expectedAt: 'Write 2026-11-23T10:00:00Z, or leave the cell empty.',
  chargeType: 'Write direct, destination or separate, or leave the cell empty.',
}
