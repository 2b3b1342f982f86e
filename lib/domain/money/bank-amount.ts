import { type Result, refuse } from '../base/result'
import { bankExponents } from './bank-currencies'
import { type DecimalRefusal, minorFromDecimal } from './decimal'

/**
 * Reads a bank's amount in major units ("-1234.50") into Stripe's minor units, exactly or not at all: money in a decimal
 * that the currency does not have by ISO 4217 is refused, and so is money that Stripe's unit cannot say (MGA 12.50).
 */
export function minorFromBankDecimal(text: string, currency: string): Result<bigint, DecimalRefusal> {
  const digits = bankExponents.get(currency)
  if (digits === undefined) return refuse('unknown_currency')
  const fraction = /^-?\d+\.(\d+)$/.exec(text)?.[1] ?? ''
  if (/[1-9]/.test(fraction.slice(digits))) return refuse('too_many_decimals')
  return minorFromDecimal(text, currency)
}
