import { share } from '../../market/currency'
import type { BalanceTransaction } from '../../objects/balance-transaction'
import type { Charge } from '../../objects/charge'
import type { Dispute } from '../../objects/dispute'
import type { Refund } from '../../objects/refund'
import type { Transfer } from '../../objects/transfer'
import type { Evidence } from '../evidence'

/** One charge with all that came of it, as far as money moved. */
export type ChargeStory = {
  account: string
  charge: Charge
  /** The refunds that came about. */
  refunds: readonly Refund[]
  refunded: number
  /** Disputes whose money was withdrawn. */
  disputes: readonly { dispute: Dispute; reinstated: BalanceTransaction | undefined }[]
  originals: readonly Transfer[]
  /** Made out of the charge once a dispute's money was back. */
  retransfers: readonly Transfer[]
}

export function storyOf(evidence: Evidence, account: string, id: string): ChargeStory | undefined {
  const charge = evidence.get(account, id) as Charge | undefined
  if (charge === undefined) return undefined
  const of = <T>(type: string) => evidence.list(account, type).filter((row) => row.charge === id) as unknown as T[]
  const refunds = of<Refund>('refund').filter(cameAbout)
  const disputes = of<Dispute>('dispute')
    .filter((dispute) => dispute.balance_transactions.length > 0)
    .map((dispute) => ({ dispute, reinstated: reversalOf(dispute) }))
  const back = disputes.flatMap(({ reinstated }) => (reinstated === undefined ? [] : [reinstated.created]))
  const won = back.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...back)
  const transfers = evidence
    .list(evidence.platform, 'transfer')
    .filter((row) => row.source_transaction === id) as unknown as Transfer[]
  return {
    account,
    charge,
    refunds,
    refunded: refunds.reduce((sum, refund) => sum + refund.amount, 0),
    disputes,
    originals: transfers.filter((transfer) => transfer.created < won),
    retransfers: transfers.filter((transfer) => transfer.created >= won),
  }
}

/** A refund that failed, was called off, or has not left the balance gave nobody anything. */
function cameAbout({ status, balance_transaction }: Refund): boolean {
  return status !== 'failed' && status !== 'canceled' && balance_transaction !== null
}

function reversalOf(dispute: Dispute): BalanceTransaction | undefined {
  return dispute.balance_transactions.find((row) => row.reporting_category === 'dispute_reversal')
}

/**
 * What the refunds make a seller give back of one transfer: by the shares that the books name for a refund, in
 * proportion for refunds without; never more than was sent.
 */
export function claimOn(evidence: Evidence, story: ChargeStory, transfer: Transfer): number {
  const { charge, refunds, originals } = story
  const told = evidence
    .refundShares(charge.id)
    .filter((entry) => entry.shares !== undefined && entry.currency === transfer.currency && evidence.isWritten(entry))
    .filter((entry) => refunds.some((refund) => refund.id === entry.objectId))
  const untold = refunds.filter((refund) => !told.some((entry) => entry.objectId === refund.id))
  const owed = told
    .flatMap((entry) => entry.shares ?? [])
    .reduce((sum, part) => sum + (part.seller === transfer.destination ? part.amount : 0), 0)
  const siblings = originals.filter(
    (other) => other.destination === transfer.destination && other.currency === transfer.currency,
  )
  const sent = siblings.reduce((sum, other) => sum + other.amount, 0)
  const rest = untold.reduce((sum, refund) => sum + refund.amount, 0)
  const byShares = sent === 0 ? 0 : share(owed, transfer.amount, sent)
  return Math.min(transfer.amount, byShares + share(transfer.amount, rest, charge.amount_captured))
}
