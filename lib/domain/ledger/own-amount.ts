import { chargeStep } from '../money/currencies'
import { divideRounded } from '../money/rounding'
import { categories, isKnownCategory } from './categories'
import type { Movement } from './movement'

export type SignedAmount = { readonly minor: bigint; readonly currency: string }

/**
 * The movement in the currency of its own object (what the customer paid, what the refund says), signed like the
 * balance transaction. Settled in that same currency, the balance transaction's amount is exact; otherwise the
 * object's amount is taken; where the object states none, what was settled is all that is known.
 */
export function ownAmount(movement: Movement): SignedAmount {
  const settled = { minor: movement.amountMinor, currency: movement.currency }
  const { source, category } = movement
  if (!isKnownCategory(category) || !categories[category].own || movement.amountMinor === 0n) return settled
  if (!source || source.currency === null || source.currency === movement.currency) return settled
  const size = sizeOf(movement)
  if (size === null || size <= 0n) return settled
  return { minor: movement.amountMinor < 0n ? -size : size, currency: source.currency }
}

/** The part that was not captured is the charge's amount less what was captured, when the charge itself is the source. */
function sizeOf(movement: Movement): bigint | null {
  const { source, category } = movement
  if (!source || source.amountMinor === null) return null
  if (category.startsWith('dispute')) return partOfDispute(movement, source.amountMinor)
  if (category !== 'partial_capture_reversal' || source.objectType !== 'charge') return source.amountMinor
  return source.capturedMinor === null ? null : source.amountMinor - source.capturedMinor
}

/**
 * A dispute may take, or give back, less than its own amount, and only the rate says how much that was in the currency
 * of the customer. What the rate's last digit and the settled currency's grain leave open still counts as the whole.
 */
function partOfDispute({ amountMinor, currency, exchangeRate }: Movement, whole: bigint): bigint {
  const rate = exchangeRate === null ? null : /^(\d+)(?:\.(\d+))?$/.exec(exchangeRate)
  const digits = rate?.[2] ?? ''
  const [numerator, denominator] = [BigInt(`${rate?.[1] ?? 0}${digits}`), 10n ** BigInt(digits.length)]
  if (numerator === 0n) return whole
  const settled = (amountMinor < 0n ? -amountMinor : amountMinor) * denominator
  const uncertain = chargeStep(currency) * denominator + whole / 2n
  if (whole * numerator - settled <= uncertain) return whole
  const part = divideRounded(settled, numerator, 'half_up')
  return part > 0n ? part : 1n
}
