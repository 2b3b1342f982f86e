import { z } from 'zod'
import { statementEncodings } from './encodings'
import { decimalStyles } from './written-amount'
import { dayFormats } from './written-day'

const column = z.string().min(1).max(200)

/** Where each field of a bank's CSV file stands, and how it writes days, amounts and signs: all said, nothing guessed. */
export const statementMapping = z
  .strictObject({
    delimiter: z.enum([',', ';', '\t', '|']),
    /** Lines above the head: many banks put the account's name there. */
    skipLines: z.int().min(0).max(100),
    encoding: z.enum(statementEncodings).nullable(),
    decimal: z.enum(decimalStyles),
    days: z.enum(dayFormats),
    /** `inverted`: money that came in is written negative, as card accounts do. */
    sign: z.enum(['as_written', 'inverted']),
    columns: z.strictObject({
      bookedOn: column,
      valueOn: column.optional(),
      amount: column.optional(),
      debit: column.optional(),
      credit: column.optional(),
      currency: column.optional(),
      text: z.array(column).max(6),
      counterparty: column.optional(),
      endToEndId: column.optional(),
      bankReference: column.optional(),
      transactionId: column.optional(),
      balance: column.optional(),
    }),
  })
  .refine(({ columns: { amount, debit, credit } }) => (amount ? !debit && !credit : debit && credit), {
    error: 'Amounts stand in one column, or in one for debit and one for credit',
  })
export type StatementMapping = z.infer<typeof statementMapping>

export function mappedColumns({ columns: { text, ...single } }: StatementMapping): string[] {
  return [...Object.values(single).filter((name) => name !== undefined), ...text]
}

/** Whether a line says whose it is: without text and other party none could ever be seen to be Stripe's. */
export function saysWhose({ columns: { text, counterparty } }: StatementMapping): boolean {
  return text.length > 0 || counterparty !== undefined
}
