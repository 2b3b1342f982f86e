import { type Finding, finding } from '../truth/evidence'
import { askedBack, halfUp, type Story } from './audit-story'
import { contractFor, type Reading } from './reading'

const HOUR = 3600

/** What refunds should have brought back from fees and transfers. */
export function auditLeaks(reading: Reading, story: Story): Finding[] {
  if (story.refunds.length === 0) return []
  const last = Math.max(...story.refunds.map((refund) => Number(refund.created)))
  if (last + HOUR >= reading.now) return []
  const transfers = story.before.flatMap((transfer) => {
    const short = Number(askedBack(reading, story, transfer)) - Number(transfer.amount_reversed)
    if (short <= story.refunds.length) return []
    return [finding('TRANSFER_NOT_REVERSED', transfer.id, String(transfer.currency), short)]
  })
  return [...feeLeak(reading, story), ...transfers]
}

function feeLeak(reading: Reading, { charge, refunds, refunded }: Story): Finding[] {
  const fee = reading.find(reading.platform, charge.application_fee)
  const contract = fee && contractFor(reading, fee.account, Number(charge.created))
  if (fee === undefined || contract?.refundPolicy !== 'returned') return []
  const due = Number(halfUp(BigInt(Number(fee.amount)) * BigInt(refunded), BigInt(Number(charge.amount_captured))))
  const short = Math.min(due, Number(fee.amount)) - Number(fee.amount_refunded)
  return short > refunds.length ? [finding('APP_FEE_NOT_REFUNDED', fee.id, String(fee.currency), short)] : []
}
