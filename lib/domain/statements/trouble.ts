import type { DecimalRefusal } from '../money/decimal'

export const troubleCodes = [
  'amount',
  'day',
  'currency',
  'formula',
  'missing',
  'too_long',
  'format',
  'encoding',
  'truncated',
  'column_missing',
  'column_twice',
  'two_currencies',
  'repeated_page',
  'missing_page',
  'does_not_add_up',
  'out_of_order',
  'unknown_account',
  'other_account',
] as const
export type TroubleCode = (typeof troubleCodes)[number]

/**
 * What is wrong with a file, on which line of it, and what to do. `breaks`: the whole file is refused, whatever the user
 * wants kept. No message quotes a cell: a column may be mapped wrongly and hold a name.
 */
export type StatementTrouble = {
  line: number
  field: string | null
  code: TroubleCode
  message: string
  fix: string
  breaks: boolean
}

/** One line is wrong; the others may be good. */
export function lineTrouble(
  line: number,
  code: TroubleCode,
  field: string | null,
  message: string,
  fix: string,
): StatementTrouble {
  return { line, field, code, message, fix, breaks: false }
}

/** The file or a statement in it is wrong as a whole. */
export function breaking(line: number, code: TroubleCode, message: string, fix: string): StatementTrouble {
  return { line, field: null, code, message, fix, breaks: true }
}

const amountWords: Record<DecimalRefusal, [message: string, fix: string]> = {
  unknown_currency: [
    'has a currency that is not known',
    'Check the code: three letters of ISO 4217 that Stripe knows.',
  ],
  malformed: ['is not an amount in the style of this file', 'Check the decimal sign of the mapping, and the column.'],
  too_many_decimals: ['has more decimals than its currency', 'Nothing is rounded: ask for the exact amount.'],
  too_large: ['is too large', 'Check the column: is it an amount?'],
}

export function amountTrouble(line: number, field: string, reason: DecimalRefusal): StatementTrouble {
  const [message, fix] = amountWords[reason]
  const code = reason === 'unknown_currency' ? 'currency' : 'amount'
  return lineTrouble(line, code, field, `${field} ${message}`, fix)
}

export function dayTrouble(line: number, field: string): StatementTrouble {
  return lineTrouble(
    line,
    'day',
    field,
    `${field} is not a day of the calendar`,
    'Check how days are written, and the column.',
  )
}
