/** The fields of a book entry that a line of a file can carry. Shares per seller have no place in one line. */
export const csvFields = [
  'reference',
  'kind',
  'account',
  'amount',
  'currency',
  'occurredAt',
  'objectId',
  'orderReference',
  'expectedAt',
  'seller',
  'chargeType',
  'quoteCurrency',
  'quoteRate',
] as const
export type CsvField = (typeof csvFields)[number]
export const neededFields: readonly CsvField[] = csvFields.slice(0, 6)

/** The columns that are called like a field, whatever the spelling: "Occurred at", "occurred_at", "occurredAt". */
export function guessSources(header: readonly string[]): Partial<Record<CsvField, string>> {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const guesses: Partial<Record<CsvField, string>> = {}
  for (const field of csvFields) {
    const names = [field, ...(aliases[field] ?? [])].map(plain)
    const column = header.find((name) => names.includes(plain(name)))
    if (column !== undefined) guesses[field] = column
  }
  return guesses
}

const aliases: Partial<Record<CsvField, readonly string[]>> = {
  reference: ['ref', 'id', 'entry'],
  kind: ['type'],
  account: ['stripe account'],
  amount: ['amountMinor', 'amount minor', 'value'],
  occurredAt: ['date', 'time', 'booked at'],
  objectId: ['stripe id', 'object', 'charge'],
  orderReference: ['order', 'order id'],
  expectedAt: ['expected'],
  seller: ['seller account'],
  quoteCurrency: ['settlement currency'],
  quoteRate: ['quoted rate', 'rate'],
}
