import { isKnownCategory } from '../ledger/categories'
import { differenceParts, part, say } from './describe'
import type { Desk } from './desk'
import type { Movement, PayoutItems } from './facts'
import type { EvidenceRow } from './finding'

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
      rows: [row(payoutId, 'payout', account, payout.amountMinor, currency, created)],
      parts: differenceParts('Movements listed', payout.itemsMinor, 'Payout', payout.amountMinor),
      rule: 'The movements that Stripe lists in an automatic payout add up to it.',
    },
  })
}

/** UNKNOWN_TYPE: a category on no published list moved money. */
export function reportUnknown(desk: Desk, movement: Movement, rootOf: (object: string) => string): void {
  if (isKnownCategory(movement.reportingCategory)) return
  const { account, id, netMinor, currency, created, reportingCategory, type } = movement
  const amountMinor = netMinor < 0n ? -netMinor : netMinor
  desk.report({
    kind: 'UNKNOWN_TYPE',
    object: id,
    account,
    seller: null,
    currency,
    amountMinor,
    occurredAt: created,
    direction: 'unknown',
    root: movement.sourceId === null ? id : rootOf(movement.sourceId),
    sentence: `Stripe ${netMinor < 0n ? 'took' : 'added'} ${say(amountMinor, currency)} under a category that nobody has published (“${reportingCategory}”): who owes whom is not known until somebody looks.`,
    evidence: {
      rows: [row(id, type, account, netMinor, currency, created)],
      parts: [part('Net moved', amountMinor)],
      rule: 'The reporting category is on no list that Stripe has published.',
    },
  })
}

function row(id: string, kind: string, account: string, minor: bigint, currency: string, at: Date): EvidenceRow {
  return { side: 'stripe', id, kind, account, amountMinor: minor.toString(), currency, at: at.toISOString() }
}
