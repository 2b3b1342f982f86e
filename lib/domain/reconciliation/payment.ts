import type { Entry, Leg } from './facts'
import type { Tree } from './grow-tree'
import { keptEntry, type Ties } from './tie-sales'

export type Transfer = { leg: Leg; reversed: Leg[] }

/** A settled charge and what hangs on it. */
export type Payment = {
  charge: Leg
  /** The sale that the books have for it. */
  entry: Entry | undefined
  /** Refunds that came about, each with the entry that the books have for it. */
  refunds: { leg: Leg; entry: Entry | undefined }[]
  fees: { leg: Leg; returned: Leg[] }[]
  /** The original transfers, which are held against refunds, disputes and shares; by id. */
  transfers: Transfer[]
  /** Transfers made at or after the return of the disputed money: they give back what a won dispute has freed. */
  retransfers: Transfer[]
  /** Disputes that took money, each with the movement that gave it back. */
  disputes: { leg: Leg; reinstated: Leg | undefined }[]
  reinstatements: Leg[]
}

const goneStatuses = ['failed', 'canceled']

/** Gathers a payment from its tree, whose legs come sorted by id. */
export function paymentOf(charge: Leg, tree: Tree, ties: Ties): Payment {
  const refunds = tree
    .childrenOf(charge, 'refund')
    .filter(({ status }) => status === null || !goneStatuses.includes(status))
  const reinstatements = tree.childrenOf(charge, 'dispute_reversal')
  const since = reinstatements.map((leg) => leg.created.getTime()).reduce((a, b) => Math.min(a, b), Infinity)
  const transfers = tree
    .childrenOf(charge, 'transfer')
    .map((leg) => ({ leg, reversed: tree.childrenOf(leg, 'transfer_reversal') }))
  const isOriginal = ({ leg }: Transfer) => leg.created.getTime() < since
  return {
    charge,
    entry: keptEntry(ties.entriesOf(charge), charge),
    refunds: refunds.map((leg) => ({ leg, entry: keptEntry(ties.entriesOf(leg), leg) })),
    fees: tree
      .childrenOf(charge, 'application_fee')
      .map((leg) => ({ leg, returned: tree.childrenOf(leg, 'application_fee_refund') })),
    transfers: transfers.filter(isOriginal),
    retransfers: transfers.filter((transfer) => !isOriginal(transfer)),
    disputes: tree.childrenOf(charge, 'dispute').map((leg) => ({
      leg,
      reinstated: reinstatements.find((back) => back.objectId === leg.objectId && back.account === leg.account),
    })),
    reinstatements,
  }
}
