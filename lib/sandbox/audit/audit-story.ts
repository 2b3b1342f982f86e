import type { StripeObject } from '../store/store'
import type { BookedEntry, Held, Reading } from './reading'

/** A customer's charge with the refunds, disputes and transfers that belong to it. */
export type Story = {
  held: Held
  charge: StripeObject
  refunds: StripeObject[]
  refunded: number
  disputes: StripeObject[]
  /** Sent before a dispute of the charge was won, and after it. */
  before: StripeObject[]
  after: StripeObject[]
}

const GAVE_NOTHING = new Set<unknown>(['failed', 'canceled'])

export function storiesOf(reading: Reading): Story[] {
  const transfers = Map.groupBy(reading.of('transfer'), (held) => held.object.source_transaction)
  const byCharge = (type: string) => Map.groupBy(reading.of(type), (held) => `${held.account} ${held.object.charge}`)
  const refunds = byCharge('refund')
  const disputes = byCharge('dispute')
  const customers = reading.of('charge').filter((held) => held.object.source_transfer === null)
  return customers.map((held) => {
    const key = `${held.account} ${held.object.id}`
    const given = (refunds.get(key) ?? [])
      .map((row) => row.object)
      .filter((row) => !GAVE_NOTHING.has(row.status) && row.balance_transaction !== null)
    const cases = (disputes.get(key) ?? []).map((row) => row.object)
    const wins = cases.flatMap((row) => rowOf(row, 'dispute_reversal') ?? []).map((row) => Number(row.created))
    const isBefore = (row: StripeObject) => wins.every((win) => Number(row.created) < win)
    const sent = (transfers.get(held.object.id) ?? []).map((row) => row.object)
    return {
      held,
      charge: held.object,
      refunds: given,
      refunded: given.reduce((sum, row) => sum + Number(row.amount), 0),
      disputes: cases,
      before: sent.filter(isBefore),
      after: sent.filter((row) => !isBefore(row)),
    }
  })
}

/** The transaction of that category that a dispute brought about. */
export function rowOf(dispute: StripeObject, category: string): StripeObject | undefined {
  return (dispute.balance_transactions as StripeObject[]).find((row) => row.reporting_category === category)
}

/** What all refunds of the charge together ask back of one transfer. */
export function askedBack(reading: Reading, story: Story, transfer: StripeObject): bigint {
  const amount = BigInt(Number(transfer.amount))
  const siblings = story.before.filter(
    (row) => row.destination === transfer.destination && row.currency === transfer.currency,
  )
  const sentToSeller = siblings.reduce((sum, row) => sum + BigInt(Number(row.amount)), 0n)
  let told = 0n
  let untold = 0n
  for (const refund of story.refunds) {
    const entry = refundEntry(reading, story.held.account, refund)
    if (entry?.shares === undefined || entry.currency !== transfer.currency) untold += BigInt(Number(refund.amount))
    else for (const part of entry.shares) if (part.seller === transfer.destination) told += BigInt(part.amountMinor)
  }
  const asked =
    halfUp(told * amount, sentToSeller) + halfUp(amount * untold, BigInt(Number(story.charge.amount_captured)))
  return asked < amount ? asked : amount
}

function refundEntry(reading: Reading, account: string, refund: StripeObject): BookedEntry | undefined {
  return reading.entries.find((e) => e.kind === 'refund' && e.account === account && e.objectId === refund.id)
}

/** A quotient of two amounts that are not below zero, half a unit upwards. */
export function halfUp(product: bigint, by: bigint): bigint {
  return by === 0n ? 0n : (2n * product + by) / (2n * by)
}
