import { settledOn } from '../acts/charge-money'
import { keep } from '../books/keeper'
import { disputeFees } from '../market/dispute-fees'
import type { BalanceTransaction, FeeDetail } from '../objects/balance-transaction'
import type { Charge } from '../objects/charge'
import { type Dispute, dispute } from '../objects/dispute'
import { move } from '../world/ledger'
import { randomOf } from '../world/random'
import { emit, mint, record } from '../world/record'
import type { World } from '../world/state'
import { partOf } from './draft-family'
import type { Family } from './family'
import { recover, returnRecovered } from './recovery'
import { refundOnce } from './refund'

const DAY = 86_400

export function disputeLater(world: World, family: Family): void {
  const plan = family.dispute
  if (plan === null) return
  world.agenda.add(world.moment + plan.after, () => open(world, family))
}

/** The bank asks, or takes the money back: Stripe books amount and fee as one transaction. */
function open(world: World, family: Family): void {
  const plan = family.dispute!
  const charge = world.store.get(family.account, family.charge) as Charge
  const amount = disputedAmount(family, charge)
  // What somebody refunded through the API is not also disputed.
  if (world.touched.has(charge.id) || amount <= 0) return
  const id = mint(world, 'du', family.key)
  const withdrawn = plan.inquiry ? null : withdraw(world, family, id, amount)
  const opened = dispute({
    id,
    amount,
    currency: charge.currency,
    created: world.moment,
    charge: charge.id,
    paymentIntent: charge.payment_intent,
    reason: plan.reason,
    dueBy: world.moment + 9 * DAY,
    withdrawn,
    buyer: { name: charge.billing_details.name, email: charge.billing_details.email },
  })
  record(world, family.account, opened, 'charge.dispute.created')
  record(world, family.account, { ...charge, disputed: true }, 'charge.updated')
  world.agenda.add(world.moment + 3 * DAY, () => submit(world, family, id))
  world.agenda.add(world.moment + plan.decidedAfter, () => decide(world, family, id))
  if (withdrawn === null) return
  emit(world, family.account, 'charge.dispute.funds_withdrawn', opened)
  world.touched.set(charge.id, family.account)
  if (family.mutation?.name === 'refunded_and_disputed') {
    world.plants.push({ mutation: 'refunded_and_disputed', account: family.account, charge: charge.id })
  }
  keepDispute(world, family, 'dispute', opened)
  if (withdrawn.fee > 0) keepDispute(world, family, 'dispute_fee', opened)
  if (plan.recoversAt === 'opening') recover(world, family, opened)
}

/** All of the charge or a part of it, and after a refund a part of the rest. */
function disputedAmount(family: Family, charge: Charge): number {
  const { percent } = family.dispute!
  const whole = family.mutation?.name === 'refunded_and_disputed' ? 0 : charge.amount_refunded
  const room = charge.amount_captured - whole
  return percent === 100 || room <= 0 ? room : partOf(room, percent, charge.currency)
}

function withdraw(world: World, family: Family, id: string, amount: number): BalanceTransaction {
  const settled = settledOn(world, family.account, amount, family.currency)
  return move(world, family.account, {
    key: 'withdrawn',
    amount: -settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: 'adjustment',
    category: 'dispute',
    source: id,
    feeDetails: disputeFee(world, family.account, settled.currency, id),
    description: `Chargeback withdrawal for ${family.charge}`,
  })
}

/** Whoever pays an account's fees pays this one: then it is on the platform's balance, and names nobody. */
function disputeFee(world: World, account: string, currency: string, id: string): FeeDetail[] {
  const amount = randomOf(world.options.seed, `dispute-fee/${id}`).pick(disputeFees(world, account))
  const controller = world.store.get(account, account)?.controller as { fees: { payer: string } } | undefined
  if (account === world.platform || controller?.fees.payer === 'account') {
    return [{ amount, application: null, currency, description: 'Dispute fee', type: 'stripe_fee' }]
  }
  const about = { type: 'stripe_fee', category: 'fee', source: null, description: 'Dispute fee' }
  const [usual] = disputeFees(world, world.platform) as [number]
  move(world, world.platform, { key: `dispute_fee/${id}`, amount: -usual, currency: 'eur', ...about })
  return []
}

function keepDispute(
  world: World,
  family: Family,
  kind: 'dispute' | 'dispute_reversal' | 'dispute_fee',
  { id, amount, currency, balance_transactions }: Dispute,
): void {
  const about = { orderReference: family.order, seller: family.seller.account, chargeType: family.model }
  const taken = balance_transactions[0]!
  const worth = kind === 'dispute_fee' ? { amount: taken.fee, currency: taken.currency } : { amount, currency }
  keep(world, { kind, account: family.account, objectId: id, ...worth, ...about }, family.mutation)
}

function submit(world: World, family: Family, id: string): void {
  const before = world.store.get(family.account, id) as Dispute
  const status = family.dispute!.inquiry ? 'warning_under_review' : 'under_review'
  record(world, family.account, { ...before, status }, 'charge.dispute.updated')
}

function decide(world: World, family: Family, id: string): void {
  const before = world.store.get(family.account, id) as Dispute
  const plan = family.dispute!
  if (plan.inquiry) {
    record(world, family.account, { ...before, status: 'warning_closed' }, 'charge.dispute.closed')
    if (!plan.won) calmDown(world, family)
    return
  }
  if (!plan.won) {
    record(world, family.account, { ...before, status: 'lost' }, 'charge.dispute.closed')
    if (plan.recoversAt === 'loss') recover(world, family, before)
    return
  }
  const won = reinstate(world, family, before)
  keepDispute(world, family, 'dispute_reversal', won)
  world.agenda.add(world.moment + plan.returnsAfter, () => returnRecovered(world, family))
}

/** Who only asked gets his money by a refund, as far as he has not had it. */
function calmDown(world: World, family: Family): void {
  const charge = world.store.get(family.account, family.charge) as Charge
  if (charge.amount_refunded === 0 && !world.touched.has(charge.id)) refundOnce(world, family, charge.amount_captured)
}

function reinstate(world: World, family: Family, before: Dispute): Dispute {
  const taken = before.balance_transactions[0]!
  const reinstated = move(world, family.account, {
    key: 'reinstated',
    amount: -taken.amount,
    currency: taken.currency,
    exchangeRate: taken.exchange_rate,
    type: 'adjustment',
    category: 'dispute_reversal',
    source: before.id,
    description: `Chargeback reversal for ${before.charge}`,
  })
  const won: Dispute = { ...before, status: 'won', balance_transactions: [taken, reinstated] }
  record(world, family.account, won, 'charge.dispute.closed')
  emit(world, family.account, 'charge.dispute.funds_reinstated', won)
  return won
}
