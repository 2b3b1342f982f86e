import fc from 'fast-check'
import type { Leg } from '@/lib/domain/reconciliation/facts'
import { ago, leg } from '@/lib/domain/reconciliation/testing/small-family'

/** What becomes of a payment's money after a bank has asked for it back. */
export const anyDispute = fc.record({
  fate: fc.constantFrom(...Array<null>(9).fill(null), 'open', 'lost', 'lost', 'won', 'won', 'inquiry'),
  part: fc.constantFrom(1n, 1n, 3n),
  fee: fc.constantFrom(0n, 1500n),
  reversed: fc.constantFrom(0n, 1n, 1n, 2n),
  anew: fc.constantFrom(0n, 1n, 2n, 3n),
  refundFailed: fc.boolean(),
  forgotten: fc.subarray<Leg['kind']>(['dispute', 'dispute_fee', 'dispute_reversal', 'refund_failure']),
})
type Dispute = typeof anyDispute extends fc.Arbitrary<infer T> ? T : never

/** The dispute's own legs, the transfer reversal that answers it, and what was transferred anew after it was won. */
export function disputeLegs(d: Dispute, charge: Leg, transfer: Leg, age: number): Leg[] {
  const n = charge.objectId.slice(3)
  const about = { currency: charge.currency, parentId: charge.objectId }
  const at = (share: number) => ({ created: ago(age * share) })
  if (d.fate === null || d.fate === 'inquiry') return []
  const amountMinor = charge.amountMinor / d.part
  const status = d.fate === 'open' ? 'under_review' : d.fate
  const legs = [leg('dispute', `du_${n}`, amountMinor, { ...about, ...at(0.7), status })]
  if (d.fee > 0n) legs.push(leg('dispute_fee', `du_${n}`, d.fee, { ...about, ...at(0.7) }))
  const back = { currency: transfer.currency, parentId: transfer.objectId }
  if (d.reversed > 0n)
    legs.push(leg('transfer_reversal', `trr_${n}d`, transfer.amountMinor / d.reversed, { ...back, ...at(0.6) }))
  if (d.fate !== 'won') return legs
  legs.push(leg('dispute_reversal', `du_${n}`, amountMinor, { ...about, ...at(0.3) }))
  const returned = { ...about, seller: transfer.seller, ...at(d.anew === 3n ? 0.3 : 0.2) }
  if (d.anew > 0n) legs.push(leg('transfer', `tr_${n}n`, transfer.amountMinor / d.anew, returned))
  return legs
}

/** A refund that the bank sent back. */
export function failureOf(d: Dispute, refund: Leg, age: number): Leg[] {
  return d.refundFailed
    ? [{ ...refund, kind: 'refund_failure', created: ago(age / 3), status: null, seller: refund.seller }]
    : []
}
