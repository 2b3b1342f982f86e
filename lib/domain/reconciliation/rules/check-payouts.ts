import { differenceParts, movedRow, say } from '../describe'
import type { Desk } from '../desk'
import type { PayoutItems } from '../facts'

/** An automatic payout is rebuilt from what Stripe lists in it, to the cent. */
export function reportPayoutItems(desk: Desk, payout: PayoutItems, platformAccount: string | null): void {
  const apart = payout.itemsMinor - payout.amountMinor
  if (payout.items === 0 || apart === 0n) return
  const amountMinor = apart < 0n ? -apart : apart
  const { account, payoutId, currency, created } = payout
  const isPlatform = account === platformAccount
  const owner = isPlatform ? 'the platform' : 'the seller'
  const amount = say(amountMinor, currency)
  const short = isPlatform ? 'stripe_owes_platform' : 'stripe_owes_seller'
  const long = isPlatform ? 'platform_owes_stripe' : 'unknown'
  desk.report({
    kind: 'AMOUNT_MISMATCH',
    object: payoutId,
    account,
    seller: isPlatform ? null : account,
    currency,
    amountMinor,
    occurredAt: created,
    direction: apart > 0n ? short : long,
    sentence: `A payout of ${say(payout.amountMinor, currency)} is ${amount} ${apart > 0n ? 'less' : 'more'} than the ${payout.items} movements that Stripe lists in it: ${apart > 0n ? `Stripe still owes ${owner} ${amount}` : `${owner} received ${amount} too much`}.`,
    evidence: {
      rows: [movedRow(payoutId, 'payout', account, payout.amountMinor, currency, created)],
      parts: differenceParts('Movements listed', payout.itemsMinor, 'Payout', payout.amountMinor),
      rule: 'The movements that Stripe lists in an automatic payout add up to it.',
    },
  })
}
