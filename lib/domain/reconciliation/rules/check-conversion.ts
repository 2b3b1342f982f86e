import { rateFromDecimal } from '../../money/rate'
import { divideRounded } from '../../money/rounding'
import { entryRow, legRow, ownerOf, part, say } from '../describe'
import { aboutLeg, type Desk } from '../desk'
import type { Payment } from '../payment'

/** FX_VARIANCE: a sale settled for less than the rate that was promised for its conversion. Only less is a finding. */
export function reportConversion(desk: Desk, { charge, entry }: Payment, platformAccount: string | null): void {
  const { settlement } = charge
  if (!settlement || !entry?.quote || entry.quote.currency !== settlement.currency) return
  const rate = rateFromDecimal(entry.quote.rate)
  if (!rate.ok) return
  const { numerator, denominator } = rate.value
  const expected = divideRounded(charge.amountMinor * numerator, denominator, 'half_up')
  const short = expected - settlement.amountMinor
  const { conversionToleranceMinor, conversionToleranceBp } = desk.policy
  const inBp = divideRounded(expected * conversionToleranceBp, 10_000n, 'half_up')
  if (short <= conversionToleranceMinor || short <= inBp) return
  const { currency } = settlement
  const owner = ownerOf(charge.account, platformAccount)
  const amount = say(short, currency)
  desk.report({
    ...aboutLeg('FX_VARIANCE', charge),
    currency,
    amountMinor: short,
    direction: `stripe_owes_${owner}`,
    sentence: `A sale of ${say(charge.amountMinor, charge.currency)} settled for ${say(settlement.amountMinor, currency)}, but at the quoted rate of ${entry.quote.rate} it is ${say(expected, currency)}: Stripe owes the ${owner} ${amount}.`,
    evidence: {
      rows: [legRow(charge), entryRow(entry)],
      parts: [part('By the quoted rate', expected), part('less settled', -settlement.amountMinor)],
      rule: `round half up(${charge.amountMinor} × ${entry.quote.rate}) = ${expected}; less by up to ${conversionToleranceMinor} or ${inBp} is no finding.`,
    },
  })
}
