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
function sizeOf({ source, category }: Movement): bigint | null {
  if (!source || source.amountMinor === null) return null
  if (category !== 'partial_capture_reversal' || source.objectType !== 'charge') return source.amountMinor
  return source.capturedMinor === null ? null : source.amountMinor - source.capturedMinor
}
