import { z } from 'zod'
import { bankExponents } from '../money/bank-currencies'
import { exponentOf } from '../money/money'

const isKnownCurrency = (code: string) => bankExponents.has(code) && exponentOf(code).ok

/** Its last four signs are shown: of a number of four that would be the whole, of eight half of it stays sealed. */
export const accountNumber = z
  .string()
  .trim()
  .max(60)
  .regex(/^[\w /.-]+$/, { error: 'This is no number of an account.' })
  .refine((number) => number.replace(/[^A-Z0-9]/gi, '').length >= 8, {
    error: 'The number needs eight letters and digits or more: the last four are shown.',
  })

export const bankAccountInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  legalEntity: z.string().trim().max(200).nullable(),
  number: accountNumber,
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .refine(isKnownCurrency),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** The Stripe account whose payouts land here. */
  payoutsOfAccount: z
    .string()
    .regex(/^acct_\w+$/)
    .nullable(),
})
export type BankAccountInput = z.infer<typeof bankAccountInput>
