import { contractAt } from '../../books/contracts'
import { share } from '../../market/currency'
import type { ApplicationFee } from '../../objects/application-fee'
import { isLeakDue } from '../clocks'
import { type Evidence, type Finding, finding } from '../evidence'
import { type ChargeStory, claimOn } from './charge-story'

/** What the refunds of one charge left undone: a fee that stayed, transfers that stayed. Never netted. */
export function leaks(evidence: Evidence, story: ChargeStory): Finding[] {
  const { refunds, originals } = story
  if (refunds.length === 0) return []
  const last = Math.max(...refunds.map((refund) => refund.created))
  if (!isLeakDue(last, evidence.now)) return []
  return [
    ...feeLeak(evidence, story),
    ...originals.flatMap((transfer) => {
      const short = claimOn(evidence, story, transfer) - transfer.amount_reversed
      return short > refunds.length ? [finding('TRANSFER_NOT_REVERSED', transfer.id, transfer.currency, short)] : []
    }),
  ]
}

function feeLeak(evidence: Evidence, { charge, refunds, refunded }: ChargeStory): Finding[] {
  if (charge.application_fee === null) return []
  const fee = evidence.get(evidence.platform, charge.application_fee) as ApplicationFee | undefined
  if (fee === undefined) return []
  const contract = contractAt(evidence.contractsOf(fee.account), charge.created)
  if (contract?.refundPolicy !== 'returned') return []
  const expected = Math.min(fee.amount, share(fee.amount, refunded, charge.amount_captured))
  const short = expected - fee.amount_refunded
  return short > refunds.length ? [finding('APP_FEE_NOT_REFUNDED', fee.id, fee.currency, short)] : []
}
