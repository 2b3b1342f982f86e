import { settledOn } from '../acts/charge-money'
import { reverseTransfer } from '../acts/transfer-money'
import type { FeeDetail } from '../objects/balance-transaction'
import type { Charge } from '../objects/charge'
import { type Dispute, dispute } from '../objects/dispute'
import type { Transfer } from '../objects/transfer'
import { move } from '../world/ledger'
import { emit, mint, record } from '../world/record'
import type { World } from '../world/state'
import type { Family } from './family'
import { keepReversal } from './refund'

const DAY = 86_400

export function disputeLater(world: World, family: Family): void {
  const plan = family.dispute
  if (plan === null) return
  world.agenda.add(world.moment + plan.after, () => open(world, family))
}

/** The bank takes the money back; Stripe books amount and fee as one transaction. */
function open(world: World, family: Family): void {
  const plan = family.dispute!
  const charge = world.store.get(family.account, family.charge) as Charge
  if (charge.amount_refunded > 0) return
  const id = mint(world, 'du', family.key)
  const settled = settledOn(world, family.account, charge.amount_captured, charge.currency)
  const withdrawn = move(world, family.account, {
    key: 'withdrawn',
    amount: -settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: 'adjustment',
    category: 'dispute',
    source: id,
    feeDetails: [disputeFee(world, family.account, settled.currency)],
    description: `Chargeback withdrawal for ${charge.id}`,
  })
  const opened = dispute({
    id,
    amount: charge.amount_captured,
    currency: charge.currency,
    created: world.moment,
    charge: charge.id,
    paymentIntent: charge.payment_intent,
    reason: plan.reason,
    dueBy: world.moment + 9 * DAY,
    withdrawn,
    buyer: { name: charge.billing_details.name, email: charge.billing_details.email },
  })
  record(world, family.account, opened, 'charge.dispute.created', 'charge.dispute.funds_withdrawn')
  record(world, family.account, { ...charge, disputed: true }, 'charge.updated')
  world.agenda.add(world.moment + 3 * DAY, () => submit(world, family, id))
  world.agenda.add(world.moment + plan.decidedAfter, () => decide(world, family, id))
}

function disputeFee(world: World, account: string, currency: string): FeeDetail {
  const amount = world.market.byAccount.get(account)?.country.disputeFee ?? 2000
  return { amount, application: null, currency, description: 'Dispute fee', type: 'stripe_fee' }
}

function submit(world: World, family: Family, id: string): void {
  const before = world.store.get(family.account, id) as Dispute
  record(world, family.account, { ...before, status: 'under_review' }, 'charge.dispute.updated')
}

function decide(world: World, family: Family, id: string): void {
  const before = world.store.get(family.account, id) as Dispute
  if (!family.dispute!.won) {
    record(world, family.account, { ...before, status: 'lost' }, 'charge.dispute.closed')
    if (family.dispute!.recovered) recover(world, family)
    return
  }
  const taken = before.balance_transactions[0]!
  const reinstated = move(world, family.account, {
    key: 'reinstated',
    amount: -taken.amount,
    currency: taken.currency,
    exchangeRate: taken.exchange_rate,
    type: 'adjustment',
    category: 'dispute_reversal',
    source: id,
    description: `Chargeback reversal for ${before.charge}`,
  })
  const won: Dispute = { ...before, status: 'won', balance_transactions: [taken, reinstated] }
  record(world, family.account, won, 'charge.dispute.closed')
  emit(world, family.account, 'charge.dispute.funds_reinstated', won)
}

/** The platform takes a lost dispute back from the sellers whose sale it was. */
function recover(world: World, family: Family): void {
  if (family.model === 'direct') return
  const keys =
    family.model === 'destination' ? [family.key] : family.lines.map((l) => `${family.key}/${l.seller.index}`)
  for (const key of keys) {
    const sent = world.store.get(world.platform, mint(world, 'tr', key)) as Transfer
    const left = sent.amount - sent.amount_reversed
    if (left > 0) keepReversal(world, family, sent, reverseTransfer(world, sent, left, {}))
  }
}
