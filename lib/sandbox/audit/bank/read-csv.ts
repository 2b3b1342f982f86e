import { dayFrom, minorFrom, type ReadFile } from './figures'

/** Reads the bank's table; its balances say what was there before the first line. */
export function readCsv(text: string): ReadFile {
  const [head = [], ...rows] = text.trimEnd().split('\r\n').map(fieldsOf)
  const column = (row: string[], name: string) => row[head.indexOf(name)] ?? ''
  const lines = rows.map((row) => ({
    reference: column(row, 'Bank reference'),
    day: dayFrom(column(row, 'Booked')),
    amount: minorFrom(column(row, 'Amount')),
    words: ['Text', 'Reference', 'Counterparty'].map((name) => column(row, name)).join(' '),
  }))
  const balances = rows.map((row) => minorFrom(column(row, 'Balance')))
  for (const [at, line] of lines.entries()) {
    if (at > 0 && balances[at - 1]! + line.amount !== balances[at])
      throw new Error(`${line.reference}: a wrong balance`)
  }
  const opening = lines.length === 0 ? 0 : balances[0]! - lines[0]!.amount
  return { opening, closing: balances.at(-1) ?? 0, lines }
}

function fieldsOf(row: string): string[] {
  return [...row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}
