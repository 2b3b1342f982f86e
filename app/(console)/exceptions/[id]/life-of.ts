import type { LifeStep } from '@/components/evidence/life'
import type { PaymentStep } from '@/lib/server/exceptions/timeline'

const words: Record<string, string> = {
  sale: 'Sale',
  refund: 'Refund',
  application_fee: 'Application fee',
  application_fee_refund: 'Fee given back',
  transfer: 'Transfer',
  transfer_reversal: 'Transfer reversed',
  payout: 'Payout',
  payout_failure: 'Payout failed',
  refund_failure: 'Refund failed',
  dispute: 'Disputed',
  dispute_reversal: 'Dispute reversed',
  dispute_fee: 'Dispute fee',
}

/**
 * What happened to this money, on the two sides that are held against each other. Balance transactions and postings
 * of the same objects are the ledger's story and are told there.
 */
export function lifeOf(steps: readonly PaymentStep[], atFault: string, now: Date): LifeStep[] {
  const places = placesOf(steps)
  return steps
    .filter((step) => step.side === 'stripe' || step.side === 'books')
    .map((step, at) => ({
      key: `${step.side}:${step.id}:${at}`,
      at: step.at,
      label: labelOf(step),
      id: step.id,
      href: step.side === 'stripe' ? places.get(step.id) : undefined,
      minor: step.amountMinor,
      currency: step.currency,
      side: step.side === 'books' ? 'books' : 'stripe',
      state: stateOf(step, atFault, now),
    }))
}

/** Where an object of Stripe's has its page: a payout its own, all else its balance transaction. */
export function placesOf(steps: readonly PaymentStep[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { side, id, objectId } of steps) {
    if (side !== 'balance' || objectId === null) continue
    const href = objectId.startsWith('po_') ? `/payouts/${objectId}` : `/ledger/transactions/${id}`
    if (!places.has(objectId)) places.set(objectId, href)
  }
  return places
}

function stateOf(step: PaymentStep, atFault: string, now: Date): LifeStep['state'] {
  if (step.id === atFault || (step.side === 'stripe' && step.objectId === atFault)) return 'bad'
  return step.at.getTime() > now.getTime() ? 'next' : 'done'
}

function labelOf({ side, what }: PaymentStep): string {
  if (side !== 'books') return wordOf(what)
  const isVoid = what.endsWith(voidMark)
  return isVoid ? `Booked and taken out: ${wordOf(what.slice(0, -voidMark.length))}` : `Booked: ${wordOf(what)}`
}
const voidMark = ':void'

function wordOf(kind: string): string {
  return words[kind] ?? kind.replaceAll('_', ' ')
}
