import type { BalanceTransaction } from '../../../objects/balance-transaction'
import type { Charge } from '../../../objects/charge'
import { type Dispute, dispute } from '../../../objects/dispute'
import type { Refund } from '../../../objects/refund'
import { PLATFORM, type SmallWorld } from '../small-world'
import { SELLER } from '../steps'

type Case = { amount?: number; fee?: number; on?: string; settled?: { amount: number; currency: string } }

/** A dispute of the charge, du_1, its money withdrawn with the fee; of all that was captured unless told. */
export function disputedAt(world: SmallWorld, of: Charge, at: number, about: Case = {}): Dispute {
  const { amount = of.amount_captured, fee, on = PLATFORM, settled = { amount, currency: of.currency } } = about
  const row = { account: on, currency: settled.currency, source: 'du_1', at, type: 'adjustment' }
  const taken = world.move({
    ...row,
    amount: -settled.amount,
    category: 'dispute',
    ...(fee === undefined ? {} : { fee }),
  })
  return opened(world, of, at, amount, on, world.get(on, taken) as unknown as BalanceTransaction)
}

/** The bank only asks about the charge: du_1, and no money moves. */
export function askedAbout(world: SmallWorld, of: Charge, at: number, on = PLATFORM): Dispute {
  return opened(world, of, at, of.amount_captured, on, null)
}

function opened(
  world: SmallWorld,
  of: Charge,
  created: number,
  amount: number,
  on: string,
  withdrawn: BalanceTransaction | null,
): Dispute {
  const about = { charge: of.id, paymentIntent: null, reason: 'fraudulent', buyer: { name: null, email: null } }
  const made = dispute({ id: 'du_1', amount, currency: of.currency, created, dueBy: created, withdrawn, ...about })
  world.put(on, { ...(world.get(on, of.id) as Charge), disputed: true })
  return world.put(on, made)
}

/** The bank gives the money back; the fee stays. */
export function wonAt(world: SmallWorld, of: Dispute, at: number, on = PLATFORM): void {
  const [taken] = of.balance_transactions as [BalanceTransaction]
  const row = { account: on, currency: taken.currency, source: of.id, at, type: 'adjustment' }
  const id = world.move({ ...row, amount: -taken.amount, category: 'dispute_reversal' })
  const back = world.get(on, id) as unknown as BalanceTransaction
  world.put(on, { ...of, status: 'won', balance_transactions: [taken, back] })
}

export function lost(world: SmallWorld, of: Dispute, on = PLATFORM): void {
  world.put(on, { ...of, status: 'lost' })
}

/** The bank sends a refund back. */
export function bouncedAt(world: SmallWorld, id: string, at: number, on = PLATFORM): void {
  const refund = world.get(on, id) as unknown as Refund
  const row = { account: on, amount: refund.amount, currency: refund.currency, source: id, at }
  const back = world.move({ ...row, category: 'refund_failure', type: 'refund_failure' })
  world.put(on, { ...refund, status: 'failed', failure_reason: 'unknown', failure_balance_transaction: back })
  const charge = world.get(on, refund.charge) as Charge
  world.put(on, { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false })
}

/** The line that the books should have of a dispute, of its fee or of its end. */
export function disputeLine(
  kind: 'dispute' | 'dispute_fee' | 'dispute_reversal',
  account: string,
  amount: number,
  occurredAt: number,
  currency = 'eur',
) {
  return { reference: `B-${kind}`, kind, account, objectId: 'du_1', amount, currency, occurredAt }
}

/** A contract of ten percent that says who bears a lost dispute, or says nothing of it. */
export function bearing(world: SmallWorld, disputePolicy?: 'recovered' | 'absorbed', seller = SELLER): void {
  const bands = [{ currency: 'eur', fromMinor: 0, rateBp: 1000, fixedMinor: 0 }]
  const about = { seller, tier: 'Silver', refundPolicy: 'kept', validFrom: 0, bands } as const
  world.contract({ reference: `CT-${seller}`, ...about, ...(disputePolicy === undefined ? {} : { disputePolicy }) })
}
