import { hashWords } from '../world/random'

export type StatementFormat = 'camt.053' | 'mt940' | 'csv'

/** One account of the platform's at its bank. */
export type BankAccount = {
  id: string
  currency: string
  country: string
  holder: string
  bankName: string
  bic: string
  iban?: string
  number?: string
  last4: string
  format: StatementFormat
  /** A statement for every business day, or one a week that ends on this day of the week (Sunday is 0). */
  rhythm: 'daily' | number
  /** What was on it before the first line. */
  opening: number
}

const HOLDER = 'Harbour Market GmbH'
/** As the platform's external account at Stripe says. */
const EXTERNAL_LAST4 = '4242'

/** The accounts to which the platform is paid out, one for each currency that it can hold at Stripe. */
export function bankAccounts(seed: number): readonly BankAccount[] {
  return [euros(seed), pounds(seed), dollars(seed)]
}

function euros(seed: number): BankAccount {
  return {
    id: 'bank_eur',
    currency: 'eur',
    country: 'DE',
    holder: HOLDER,
    bankName: 'Speicherstadt Bank',
    bic: 'SPSTDEHHXXX',
    iban: ibanOf('DE', `10090000${digits(seed, 'eur', 6)}${EXTERNAL_LAST4}`),
    last4: EXTERNAL_LAST4,
    format: 'camt.053',
    rhythm: 'daily',
    opening: 25_000_000,
  }
}

function pounds(seed: number): BankAccount {
  const number = digits(seed, 'gbp', 8)
  return {
    id: 'bank_gbp',
    currency: 'gbp',
    country: 'GB',
    holder: HOLDER,
    bankName: 'Harbour Quay Bank',
    bic: 'HBRQGB2LXXX',
    iban: ibanOf('GB', `HBRQ400515${number}`),
    last4: number.slice(-4),
    format: 'mt940',
    rhythm: 0,
    opening: 9_000_000,
  }
}

function dollars(seed: number): BankAccount {
  const number = digits(seed, 'usd', 12)
  return {
    id: 'bank_usd',
    currency: 'usd',
    country: 'US',
    holder: HOLDER,
    bankName: 'Pier Street Bank',
    bic: 'PRSTUS33XXX',
    number,
    last4: number.slice(-4),
    format: 'csv',
    rhythm: 2,
    opening: 14_000_000,
  }
}

/** The country, two check digits (ISO 7064, mod 97), the rest. */
function ibanOf(country: string, rest: string): string {
  const digitsOnly = `${rest}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  const check = 98n - (BigInt(digitsOnly) % 97n)
  return `${country}${String(check).padStart(2, '0')}${rest}`
}

function digits(seed: number, name: string, count: number): string {
  return hashWords(`${seed}/bank/${name}`)
    .map((word) => String(word % 10_000).padStart(4, '0'))
    .join('')
    .slice(-count)
}
