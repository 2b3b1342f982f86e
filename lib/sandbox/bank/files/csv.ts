import type { BankAccount } from '../accounts'
import type { BankLine } from '../bank'
import { isoDay } from '../calendar'
import type { Statement } from '../statements'
import { decimal } from './decimal'

/** How the file is to be read: which column says what, and how it writes amounts and days. */
export const CSV_MAPPING = {
  delimiter: ';',
  decimal: ',',
  dateFormat: 'YYYY-MM-DD',
  columns: {
    booked: 'Booked',
    valued: 'Valued',
    text: 'Text',
    reference: 'Reference',
    bankReference: 'Bank reference',
    counterparty: 'Counterparty',
    amount: 'Amount',
    currency: 'Currency',
    balance: 'Balance',
  },
} as const

/** Semicolons and decimal commas; amounts are signed, `Balance` is what is there after the line. */
export function csv(account: BankAccount, statement: Statement): string {
  let balance = statement.opening
  const rows = statement.lines.map((line) => {
    balance += line.amount
    return fieldsOf(line, account, balance)
  })
  const table = [Object.values(CSV_MAPPING.columns), ...rows]
  return table.map((fields) => `${fields.map(quoted).join(';')}\r\n`).join('')
}

function fieldsOf(line: BankLine, account: BankAccount, balance: number): string[] {
  return [
    isoDay(line.booked),
    isoDay(line.valued),
    line.text,
    line.endToEnd ?? '',
    line.reference,
    line.counterparty ?? '',
    signed(line.amount),
    account.currency.toUpperCase(),
    signed(balance),
  ]
}

function signed(minor: number): string {
  return `${minor < 0 ? '-' : ''}${decimal(minor, ',')}`
}

function quoted(field: string): string {
  return /[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
