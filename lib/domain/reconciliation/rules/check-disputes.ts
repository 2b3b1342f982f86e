import { legRow, ownerOf, part, say, sum } from '../describe'
import { aboutLeg, type Desk } from '../desk'
import type { Payment } from '../payment'
import { atMost } from './transfer-claims'

/**
 * REFUNDED_AND_DISPUTED: the customer has the same money twice, once by a refund and once by his bank. Disputes in
 * another currency than the charge's are not counted: what they took of it is not known.
 */
export function reportDoublePayback(desk: Desk, payment: Payment, platformAccount: string | null): void {
  const { charge } = payment
  const taken = payment.disputes.filter(({ leg, reinstated }) => !reinstated && leg.currency === charge.currency)
  const refunded = sum(payment.refunds.map(({ leg }) => leg.amountMinor))
  const disputed = sum(taken.map(({ leg }) => leg.amountMinor))
  if (refunded <= 0n || disputed <= 0n) return
  const beyond = refunded + disputed - charge.amountMinor
  const amountMinor = atMost(refunded, beyond)
  const owner = ownerOf(charge.account, platformAccount)
  const amount = say(amountMinor, charge.currency)
  desk.report({
    ...aboutLeg('REFUNDED_AND_DISPUTED', charge),
    amountMinor,
    direction: `customer_owes_${owner}`,
    sentence: `A customer paid ${say(charge.amountMinor, charge.currency)}, was refunded ${say(refunded, charge.currency)} and took ${say(disputed, charge.currency)} back through his bank as well: he has ${amount} twice and owes it to the ${owner}.`,
    evidence: {
      rows: [legRow(charge), ...payment.refunds.map(({ leg }) => legRow(leg)), ...taken.map(({ leg }) => legRow(leg))],
      parts:
        beyond > refunded
          ? [part('Refunded', refunded)]
          : [part('Refunded', refunded), part('Disputed', disputed), part('less captured', -charge.amountMinor)],
      rule: `The smaller of refunded ${refunded} and refunded ${refunded} + disputed ${disputed} − captured ${charge.amountMinor}; the disputed money is withdrawn and not reinstated.`,
    },
  })
}
