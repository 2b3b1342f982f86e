import { contractAt } from '../books/contracts'
import { share } from '../market/currency'
import type { ApplicationFee } from '../objects/application-fee'
import type { Charge } from '../objects/charge'
import type { Transfer } from '../objects/transfer'
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
    ...transfers.flatMap((transfer) =>
      transferLeak(
        evidence,
        charge,
        transfer,
        refunds.map((r) => r.id),
      ),
    ),
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

function transferLeak(evidence: Evidence, charge: Charge, transfer: Transfer, refunds: string[]): Finding[] {
  const short = expectedBack(evidence, charge, transfer, refunds) - transfer.amount_reversed
  return short > refunds.length ? [finding('TRANSFER_NOT_REVERSED', transfer.id, transfer.currency, short)] : []
}

/** By the shares that the books name if they name them for every refund, else in proportion. */
function expectedBack(evidence: Evidence, charge: Charge, transfer: Transfer, refunds: string[]): number {
  const told = evidence
    .refundShares(charge.id)
    .filter((entry) => evidence.isWritten(entry) && entry.currency === transfer.currency)
  const all = refunds.every((id) => told.some((entry) => entry.objectId === id))
  if (!all) return share(transfer.amount, charge.amount_refunded, charge.amount_captured)
  const shares = told.flatMap((entry) => entry.shares ?? []).filter((part) => part.seller === transfer.destination)
  return shares.reduce((sum, part) => sum + part.amount, 0)
}
