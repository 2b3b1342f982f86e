import { z } from 'zod'

/** Text that Postgres can keep: no control characters, no half surrogates. */
export function plainText(most: number) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'is not text') })
    .min(1, { error: 'is empty' })
    .max(most, { error: `is longer than ${most} characters` })
    .refine(isPlain, { error: 'holds control characters or broken Unicode' })
}

function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text)
}

const largest = 9_223_372_036_854_775_807n

/** An amount on the wire: digits of minor units as text, so that no JSON number rounds it. */
export function minorText(least: 0 | 1) {
  const pattern = least === 1 ? /^[1-9]\d{0,18}$/ : /^(0|[1-9]\d{0,18})$/
  const says = least === 1 ? 'is not a positive whole number of minor units' : 'is not a whole number of minor units'
  return z
    .string({
      error: ({ input }) => (input === undefined ? 'is missing' : 'is not text: a JSON number may lose digits'),
    })
    .regex(pattern, { error: says })
    .refine((digits) => !pattern.test(digits) || BigInt(digits) <= largest, { error: `is larger than ${largest}` })
}

/** A rate on the wire: a positive decimal as text, of at most twelve digits on either side of the point. */
export const rateText = z
  .string({
    error: ({ input }) => (input === undefined ? 'is missing' : 'is not text: a JSON number may lose digits'),
  })
  .regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, {
    error: 'is not a positive decimal of at most 12 digits on either side of the point',
  })

export const currencyCode = z
  .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'is not text') })
  .regex(/^[a-z]{3}$/, { error: 'is not a three-letter currency code in lower case' })

export const accountId = plainText(255).regex(/^acct_\w+$/, { error: 'is not a Stripe account id' })

export const instant = z.iso
  .datetime({
    offset: true,
    error: (issue) => (issue.input === undefined ? 'is missing' : 'is not an ISO 8601 instant with a time zone'),
  })
  .refine(isKept, { error: 'lies before the year 1 or after 9999' })

/** Postgres knows no year 0, and beyond 9999 ISO writes a year with a sign. What is no instant at all is told above. */
function isKept(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return Number.isNaN(year) || (year >= 1 && year <= 9999)
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, {
    error: (issue) => (issue.input === undefined ? 'is missing' : `is none of ${values.join(', ')}`),
  })
}
