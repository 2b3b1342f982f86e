import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import { contractFor, type Held, type Reading } from './reading'

const HOUR = 3600

/** What refunds should have brought back from fees and transfers. */
export function auditLeaks(reading: Reading): Finding[] {
  const transfers = Map.groupBy(reading.of('transfer'), (held) => held.object.source_transaction)
  const refunds = Map.groupBy(reading.of('refund'), (held) => `${held.account} ${held.object.charge}`)
  return reading.of('charge').flatMap((held) => {
    if (held.object.source_transfer !== null || Number(held.object.amount_refunded) === 0) return []
    const made = (refunds.get(`${held.account} ${held.object.id}`) ?? []).map((row) => row.object)
    const last = Math.max(...made.map((refund) => Number(refund.created)))
    if (last + HOUR >= reading.now) return []
    const sent = (transfers.get(held.object.id) ?? []).map((row) => row.object)
    return [...feeLeak(reading, held, made.length), ...sent.flatMap((row) => transferLeak(reading, held, row, made))]
  })
}

function feeLeak(reading: Reading, { object: charge }: Held, refunds: number): Finding[] {
  const fee = reading.find(reading.platform, charge.application_fee)
  const contract = fee && contractFor(reading, fee.account, Number(charge.created))
  if (fee === undefined || contract?.refundPolicy !== 'returned') return []
  const short = proportion(fee, Number(charge.amount_refunded), charge) - Number(fee.amount_refunded)
  return short > refunds ? [finding('APP_FEE_NOT_REFUNDED', fee.id, String(fee.currency), short)] : []
}

function transferLeak(reading: Reading, held: Held, transfer: StripeObject, refunds: StripeObject[]): Finding[] {
  let told = 0
  let untold = 0
  for (const refund of refunds) {
    const entry = reading.entries.find(
      (e) => e.kind === 'refund' && e.account === held.account && e.objectId === refund.id,
    )
    if (entry?.shares === undefined || entry.currency !== transfer.currency) untold += Number(refund.amount)
    else for (const part of entry.shares) if (part.seller === transfer.destination) told += Number(part.amountMinor)
  }
  const expected = Math.min(Number(transfer.amount), told + proportion(transfer, untold, held.object))
  const short = expected - Number(transfer.amount_reversed)
  return short > refunds.length ? [finding('TRANSFER_NOT_REVERSED', transfer.id, String(transfer.currency), short)] : []
}

/** Half up, in whole minor units. */
function proportion(part: StripeObject, refunded: number, charge: StripeObject): number {
  const product = 2n * BigInt(Number(part.amount)) * BigInt(refunded)
  const captured = BigInt(Number(charge.amount_captured))
  return Number((product + captured) / (2n * captured))
}
