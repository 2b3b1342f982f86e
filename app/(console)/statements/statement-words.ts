import { z } from 'zod'
import { accountNumber, bankAccountInput } from '@/lib/domain/statements/bank-account'
import { statementEncodings } from '@/lib/domain/statements/encodings'
import type { StatementFormat } from '@/lib/domain/statements/statement'
import { statementMapping } from '@/lib/domain/statements/statement-mapping'
import type { AddRefusal } from '@/lib/server/statements/add-bank-account'

export const formatWords: Record<StatementFormat, string> = { camt053: 'camt.053', mt940: 'MT940', csv: 'CSV' }

export const notPermitted = 'Your role may read statements, not import them.'
export const accountWords: Record<AddRefusal, string> = {
  not_permitted: notPermitted,
  known: 'This account is here already, in this currency.',
}

const filled = (error: string) => z.string({ error }).trim().min(1, { error })
const orNull = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))

/** What the form of a bank account sends; the command's own schema has the last word. */
export const AccountForm = z
  .object({
    name: filled('Give the account a name.'),
    legalEntity: orNull,
    number: filled('Give the IBAN or the number.').pipe(accountNumber),
    currency: filled('Give the currency.').toLowerCase(),
    payoutsOfAccount: orNull.refine((id) => id === null || /^acct_\w+$/.test(id), {
      error: 'A Stripe account begins with acct_.',
    }),
  })
  .transform((form) => ({ ...form, country: null }))
  .refine((form) => bankAccountInput.safeParse(form).success, {
    error: 'The currency is not known: three letters, such as EUR.',
  })

const column = z
  .string()
  .trim()
  .transform((text) => text || undefined)
const encoding = z.enum(['', ...statementEncodings]).transform((name) => name || null)

/** What the form of a mapping sends: one field for each column. */
export const MappingForm = z
  .object({
    name: filled('Give the mapping a name, such as that of the bank.'),
    delimiter: z.string(),
    skipLines: z.coerce.number({ error: 'Lines above the head: a number.' }),
    encoding,
    decimal: z.string(),
    days: z.string(),
    sign: z.string(),
    bookedOn: filled('Say which column holds the booked day.'),
    valueOn: column,
    amount: column,
    debit: column,
    credit: column,
    currency: column,
    text: column,
    moreText: column,
    counterparty: column,
    endToEndId: column,
    bankReference: column,
    balance: column,
  })
  .transform(
    ({ name, delimiter, skipLines, encoding: code, decimal, days, sign, text, moreText, ...columns }, context) => {
      const texts = [text, moreText].filter((one) => one !== undefined)
      const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
      const mapping = statementMapping.safeParse({
        delimiter,
        skipLines,
        encoding: code,
        decimal,
        days,
        sign,
        columns: { ...given, text: texts },
      })
      if (mapping.success) return { name, mapping: mapping.data }
      context.addIssue({ code: 'custom', message: mapping.error.issues[0]?.message ?? 'This mapping cannot be read.' })
      return z.NEVER
    },
  )
