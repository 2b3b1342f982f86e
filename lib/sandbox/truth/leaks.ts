import { contractAt } from '../books/contracts'
import { share } from '../market/currency'
import type { ApplicationFee } from '../objects/application-fee'
import type { Charge } from '../objects/charge'
import type { Transfer } from '../objects/transfer'
import type { StripeObject } from '../store/store'
import { isLeakDue } from './clocks'
import { type Evidence, type Finding, finding } from './evidence'

/** What the refunds of one charge left undone: a fee that stayed, transfers that stayed. Never netted. */
export function leaks(evidence: Evidence, account: string, chargeId: string): Finding[] {
  const charge = evidence.get(account, chargeId) as Charge | undefined
  if (charge === undefined || charge.amount_refunded === 0) return []
  const refunds = evidence.list(account, 'refund').filter((refund) => refund.charge === chargeId)
  const last = Math.max(...refunds.map((refund) => Number(refund.created)))
  if (!isLeakDue(last, evidence.now)) return []
  const transfers = evidence
    .list(evidence.platform, 'transfer')
    .filter((transfer) => transfer.source_transaction === chargeId) as unknown as Transfer[]
  return [
    ...feeLeak(evidence, charge, refunds.length),
    ...transfers.flatMap((transfer) => transferLeak(evidence, charge, transfer, refunds)),
  ]
}

function feeLeak(evidence: Evidence, charge: Charge, refunds: number): Finding[] {
  if (charge.application_fee === null) return []
  const fee = evidence.get(evidence.platform, charge.application_fee) as ApplicationFee | undefined
  if (fee === undefined) return []
  const contract = contractAt(evidence.contractsOf(fee.account), charge.created)
  if (contract?.refundPolicy !== 'returned') return []
  const short = share(fee.amount, charge.amount_refunded, charge.amount_captured) - fee.amount_refunded
  return short > refunds ? [finding('APP_FEE_NOT_REFUNDED', fee.id, fee.currency, short)] : []
}

function transferLeak(
  evidence: Evidence,
  charge: Charge,
  transfer: Transfer,
  refunds: readonly StripeObject[],
): Finding[] {
  const short = expectedBack(evidence, charge, transfer, refunds) - transfer.amount_reversed
  return short > refunds.length ? [finding('TRANSFER_NOT_REVERSED', transfer.id, transfer.currency, short)] : []
}

/** By the shares that the books name for a refund, in proportion for refunds without; never more than was sent. */
function expectedBack(
  evidence: Evidence,
  charge: Charge,
  transfer: Transfer,
  refunds: readonly StripeObject[],
): number {
  const told = evidence
    .refundShares(charge.id)
    .filter((entry) => entry.shares !== undefined && entry.currency === transfer.currency && evidence.isWritten(entry))
  const untold = refunds.filter((refund) => !told.some((entry) => entry.objectId === refund.id))
  const shares = told.flatMap((entry) => entry.shares ?? []).filter((part) => part.seller === transfer.destination)
  const rest = untold.reduce((sum, refund) => sum + Number(refund.amount), 0)
  const inShares = shares.reduce((sum, part) => sum + part.amount, 0)
  return Math.min(transfer.amount, inShares + share(transfer.amount, rest, charge.amount_captured))
}
