import { minorFromBankDecimal } from '@/lib/domain/money/bank-amount'
import type { DecimalRefusal } from '@/lib/domain/money/decimal'
import type { StatementEvent } from '@/lib/domain/statements/statement'
import { mappedColumns, type StatementMapping } from '@/lib/domain/statements/statement-mapping'
import { amountTrouble, dayTrouble, lineTrouble, type StatementTrouble } from '@/lib/domain/statements/trouble'
import { decimalFromWritten } from '@/lib/domain/statements/written-amount'
import { dayFromWritten } from '@/lib/domain/statements/written-day'
import { cutText } from '../written-account'

type Amount = { ok: true; value: bigint } | { ok: false; trouble: StatementTrouble }

/** Reads the rows below a head, each to a line or to what is wrong with it. */
export function rowReader(head: readonly string[], mapping: StatementMapping, accountCurrency: string) {
  const { columns, days, sign } = mapping
  const wanted = new Map(mappedColumns(mapping).map((name) => [name, head.indexOf(name)]))
  const dayOf = lastRemembered((text: string) => dayFromWritten(text, days))
  return (cells: readonly string[], line: number): StatementEvent => {
    const bad = (trouble: StatementTrouble): StatementEvent => ({ kind: 'trouble', trouble })
    const whole = rowTrouble(cells, head, wanted, line)
    if (whole) return bad(whole)
    const cell = (name: string | undefined) => (name === undefined ? '' : textOf(cells[wanted.get(name) ?? -1]))
    const currency = cell(columns.currency).toLowerCase() || accountCurrency
    if (!/^[a-z]{3}$/.test(currency)) return bad(amountTrouble(line, 'currency', 'unknown_currency'))
    const minor = (field: string, name: string | undefined): Amount =>
      readMinor(field, cell(name), mapping, currency, line)
    const amount = amountOf(minor, cell, columns, line)
    if (!amount.ok) return bad(amount.trouble)
    const bookedOn = dayOf(cell(columns.bookedOn))
    if (!bookedOn) return bad(dayTrouble(line, 'bookedOn'))
    const valueOn = dayOf(cell(columns.valueOn))
    if (!valueOn && cell(columns.valueOn) !== '') return bad(dayTrouble(line, 'valueOn'))
    const running = cell(columns.balance) === '' ? null : minor('balance', columns.balance)
    if (running && !running.ok) return bad(running.trouble)
    const factor = sign === 'inverted' ? -1n : 1n
    return {
      kind: 'entry',
      entry: {
        line,
        bookedOn,
        valueOn,
        amountMinor: amount.value * factor,
        currency,
        references: {
          endToEndId: cell(columns.endToEndId) || null,
          bankReference: cell(columns.bankReference) || null,
          transactionId: cell(columns.transactionId) || null,
          customerReference: null,
        },
        text: cutText(
          columns.text
            .map(cell)
            .filter((part) => part !== '')
            .join(' '),
        ),
        counterparty: cell(columns.counterparty) || null,
        bankCode: null,
        isReversal: false,
        runningMinor: running?.value === undefined ? null : running.value * factor,
      },
    }
  }
}

/** Lines of one day stand together: a day is read once. */
function lastRemembered<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; value: T } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) }
    return last.value
  }
}

/** `="00123"` is how spreadsheets keep the zeros of a number: text, not a formula. */
function textOf(cell: string | undefined): string {
  const text = cell?.trim() ?? ''
  return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text
}

function rowTrouble(
  cells: readonly string[],
  head: readonly string[],
  wanted: ReadonlyMap<string, number>,
  line: number,
): StatementTrouble | null {
  if (cells.length > head.length) {
    return lineTrouble(
      line,
      'format',
      null,
      'This line has more cells than the head',
      'Put quotes around a text that holds the sign between columns.',
    )
  }
  for (const [name, at] of wanted) {
    const field = name.slice(0, 60)
    if (at >= cells.length)
      return lineTrouble(
        line,
        'missing',
        field,
        'This line ends before this column',
        'Check the line, or fetch the file again.',
      )
    const text = textOf(cells[at])
    if (/^[=@]/.test(text))
      return lineTrouble(
        line,
        'formula',
        field,
        'This cell holds a formula',
        'Save the file with values, not formulas.',
      )
    if (text.length > 4000)
      return lineTrouble(
        line,
        'too_long',
        field,
        'This cell has more than 4,000 characters',
        'Check the quotes around it.',
      )
  }
  return null
}

function readMinor(field: string, text: string, { decimal }: StatementMapping, currency: string, line: number): Amount {
  const refusal = (reason: DecimalRefusal): Amount => ({ ok: false, trouble: amountTrouble(line, field, reason) })
  const plain = decimalFromWritten(text, decimal)
  if (!plain.ok) return refusal(plain.reason)
  const minor = minorFromBankDecimal(plain.value, currency)
  return minor.ok ? minor : refusal(minor.reason)
}

/** One column with signs, or two of which one is filled. A debit is money that left, with or without a minus. */
function amountOf(
  minor: (field: string, name: string | undefined) => Amount,
  cell: (name: string | undefined) => string,
  { amount, debit, credit }: StatementMapping['columns'],
  line: number,
): Amount {
  const missing = (says: string): Amount => ({
    ok: false,
    trouble: lineTrouble(line, 'missing', 'amount', says, 'Check the line and the mapping.'),
  })
  if (amount) return cell(amount) === '' ? missing('amount is empty') : minor('amount', amount)
  const [out, into] = [
    cell(debit) === '' ? null : minor('debit', debit),
    cell(credit) === '' ? null : minor('credit', credit),
  ]
  if (out && !out.ok) return out
  if (into && !into.ok) return into
  if (!out && !into) return missing('Neither debit nor credit is filled')
  if (out && into && out.value !== 0n && into.value !== 0n) return missing('Both debit and credit are filled')
  if (into && into.value < 0n) return { ok: false, trouble: amountTrouble(line, 'credit', 'malformed') }
  const left = out?.value ?? 0n
  return { ok: true, value: (into?.value ?? 0n) - (left < 0n ? -left : left) }
}
