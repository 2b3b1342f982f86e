import type { BankAccount } from '../accounts'
import { type BankCode, type BankLine, total } from '../bank'
import { isoDay } from '../calendar'
import type { Statement } from '../statements'
import { decimal } from './decimal'

const WIDTH = 65
const TYPES: Record<BankCode, string> = {
  transfer_in: 'NTRF',
  transfer_out: 'NTRF',
  direct_debit: 'NDDT',
  return: 'NRTI',
  salary: 'NTRF',
  charges: 'NCHG',
}

/**
 * SWIFT MT940. The opening balance bears the day before the first, on which it was the closing one; the information to
 * the owner (`:86:`) is unstructured, the counterparty first.
 */
export function mt940(account: BankAccount, statement: Statement): string {
  const { from, to, seq, opening, lines } = statement
  const records = [
    `:20:ST${shortDay(to)}${String(seq).padStart(4, '0')}`,
    `:25:${account.iban ?? account.number}`,
    `:28C:${String(seq).padStart(5, '0')}/001`,
    `:60F:${balance(opening, account, from - 86_400)}`,
    ...lines.flatMap(record),
    `:62F:${balance(opening + total(lines), account, to)}`,
    '-',
    '',
  ]
  return records.join('\r\n')
}

function record(line: BankLine): string[] {
  const side = line.amount < 0 ? 'D' : 'C'
  const days = `${shortDay(line.valued)}${shortDay(line.booked).slice(2)}`
  const owner = line.endToEnd ?? 'NONREF'
  const head = `:61:${days}${side}${decimal(line.amount, ',')}${TYPES[line.code]}${owner.slice(0, 16)}//${line.reference}`
  const information = [line.counterparty, line.text].filter((part) => part !== null).join(' ')
  return [head, ...wrapped(`:86:${information}`)]
}

/** Words are never broken. */
function wrapped(text: string): string[] {
  const rows: string[] = []
  for (const word of text.split(' ')) {
    const last = rows.at(-1)
    if (last === undefined || last.length + 1 + word.length > WIDTH) rows.push(word)
    else rows[rows.length - 1] = `${last} ${word}`
  }
  return rows
}

function balance(amount: number, account: BankAccount, day: number): string {
  const side = amount < 0 ? 'D' : 'C'
  return `${side}${shortDay(day)}${account.currency.toUpperCase()}${decimal(amount, ',')}`
}

/** YYMMDD. */
function shortDay(day: number): string {
  return isoDay(day).replaceAll('-', '').slice(2)
}
