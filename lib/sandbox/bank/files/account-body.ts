import type { World } from '../../world/state'
import type { BankAccount } from '../accounts'
import { CSV_MAPPING } from './csv'

/** An account as the bank's counter tells it. */
export type BankAccountBody = {
  id: string
  iban?: string
  number?: string
  currency: string
  country: string
  holder: string
  format: BankAccount['format']
  stripeAccount: string
  last4: string
  csvMapping?: typeof CSV_MAPPING
}

export function accountBodies(world: World): BankAccountBody[] {
  return [...world.bank.ledgers.values()].map(({ account }) => accountBody(account, world.platform))
}

export function accountBody(account: BankAccount, stripeAccount: string): BankAccountBody {
  const { id, iban, number, currency, country, holder, format, last4 } = account
  return {
    id,
    ...(iban === undefined ? {} : { iban }),
    ...(number === undefined ? {} : { number }),
    currency,
    country,
    holder,
    format,
    stripeAccount,
    last4,
    ...(format === 'csv' ? { csvMapping: CSV_MAPPING } : {}),
  }
}
