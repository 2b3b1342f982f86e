import { dayInZone } from '../base/calendar-day'
import type { Movement } from '../ledger/movement'
import { ownAmount, type SignedAmount } from '../ledger/own-amount'
import { divideRounded } from '../money/rounding'
import { type DailyMetric, type Measure, type Measures, nothing } from './measures'

/** Which measure a reporting category moves, and whether its amount (signed as Stripe signs it) is turned round. */
type Rule = { readonly measure: Measure; readonly sign: 1n | -1n; readonly payments: bigint }

const rules: Readonly<Record<string, Rule>> = {
  charge: { measure: 'capturedMinor', sign: 1n, payments: 1n },
  partial_capture_reversal: { measure: 'capturedMinor', sign: 1n, payments: 0n },
  charge_failure: { measure: 'capturedMinor', sign: 1n, payments: -1n },
  refund: { measure: 'refundedMinor', sign: -1n, payments: 0n },
  refund_failure: { measure: 'refundedMinor', sign: -1n, payments: 0n },
  platform_earning: { measure: 'feesMinor', sign: 1n, payments: 0n },
  platform_earning_refund: { measure: 'feesReturnedMinor', sign: -1n, payments: 0n },
  transfer: { measure: 'transferredMinor', sign: -1n, payments: 0n },
  transfer_reversal: { measure: 'reversedMinor', sign: 1n, payments: 0n },
}

/** The reporting categories whose balance transactions make up one measure. */
export function categoriesOf(measure: Measure): string[] {
  const moves = (rule: Rule) => (measure === 'payments' ? rule.payments !== 0n : rule.measure === measure)
  return Object.keys(rules).filter((category) => moves(rules[category] as Rule))
}

/**
 * What one balance transaction adds to its day, or null where it is no volume: every category without a rule, and
 * the seller's half of a transfer, which would count one sale twice.
 */
export function metricDelta(movement: Movement, reportingZone: string): DailyMetric | null {
  const rule = Object.hasOwn(rules, movement.category) ? rules[movement.category] : undefined
  if (!rule || movement.chargeType === 'seller_side') return null
  // A connected account's own transfers and fees are not the platform's.
  if (!movement.isPlatform && rule.measure !== 'capturedMinor' && rule.measure !== 'refundedMinor') return null
  const amount = inChargeCurrency(ownAmount(movement), movement)
  const measures: Measures = { ...nothing, [rule.measure]: rule.sign * amount.minor, payments: rule.payments }
  const day = dayInZone(movement.created, reportingZone)
  return { ...measures, day, currency: amount.currency, chargeType: movement.chargeType }
}

/**
 * Brings a transfer or fee in the settlement's currency back to the customer's, at the rate at which the charge was
 * booked: × charge amount / settled amount, half to even. In any third currency it is counted as what it is.
 */
function inChargeCurrency(own: SignedAmount, { charge }: Movement): SignedAmount {
  if (!charge || charge.currency === null || charge.amountMinor === null || own.currency === charge.currency) return own
  const { settled } = charge
  if (!settled || settled.currency !== own.currency || settled.amountMinor === 0n) return own
  const minor = divideRounded(own.minor * charge.amountMinor, settled.amountMinor, 'half_even')
  return { minor, currency: charge.currency }
}
