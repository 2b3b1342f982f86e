import { divideRounded } from '../money/rounding'
import type { Movement } from './movement'
import type { SignedAmount } from './own-amount'
import { move, type Posting } from './posting'

export const fxClearing = 'fx_clearing'

/**
 * Law: what is given back leaves FX clearing at the rate at which it came in, and the difference to the rate of the day
 * is an FX difference. So a payment, fee or transfer that is given back whole leaves FX clearing at zero in both
 * currencies. Where it comes back in several parts, each is rounded by itself; `closingRest` is what that leaves over.
 */
export function postConversion(movement: Movement, own: SignedAmount, contra: string, clearing: string): Posting[] {
  const settled = movement.amountMinor
  const booked = atBookedRate(movement, own) ?? settled
  const scope = movement.isPlatform ? 'platform' : movement.accountId
  return [
    ...move(fxClearing, contra, own.minor, own.currency),
    ...move(clearing, fxClearing, booked, movement.currency),
    ...move(clearing, `fx_differences:${scope}`, settled - booked, movement.currency),
  ]
}

/** What the part given back was worth when it was booked, signed like the movement; null where no booking is known. */
function atBookedRate({ undoes, currency, amountMinor }: Movement, own: SignedAmount): bigint | null {
  if (!undoes?.settled || undoes.settled.currency !== currency || undoes.currency !== own.currency) return null
  if (!undoes.amountMinor || amountMinor < 0n !== own.minor < 0n) return null
  const worth = undoes.settled.amountMinor < 0n ? -undoes.settled.amountMinor : undoes.settled.amountMinor
  return divideRounded(worth * own.minor, undoes.amountMinor, 'half_up')
}

/** True where a converted movement gives back a part only: its family may end with a rounding rest. */
export function isPartlyUndone({ undoes, currency }: Movement, own: SignedAmount): boolean {
  if (own.currency === currency || !undoes?.amountMinor || undoes.currency !== own.currency) return false
  return (own.minor < 0n ? -own.minor : own.minor) < undoes.amountMinor
}

/**
 * What a finished conversion leaves in FX clearing: nothing of its own currency, and of the other what rounding left.
 * `sums` are all that its family has put there, per currency; not finished, nothing is closed.
 */
export function closeConversion(sums: readonly SignedAmount[], ownCurrency: string, scope: string): Posting[] {
  if (sums.some(({ minor, currency }) => currency === ownCurrency && minor !== 0n)) return []
  return sums.flatMap(({ minor, currency }) => move(`fx_differences:${scope}`, fxClearing, minor, currency))
}
