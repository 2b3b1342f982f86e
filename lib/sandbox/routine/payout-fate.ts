import { advance, takeBack } from '../acts/pay-out'
import { expectAtBank, expectReturn } from '../bank/payout-lines'
import { traceOf } from '../bank/wording'
import { keep } from '../books/keeper'
import type { Payout } from '../objects/payout'
import { choosePayoutMutation } from '../truth/choose-payout-mutation'
import type { Mutation } from '../truth/plant'
import { randomOf } from '../world/random'
import { record } from '../world/record'
import type { World } from '../world/state'

const HOUR = 3600
const DAY = 86_400

const FATES = ['arrives', 'fails', 'fails_after_paid'] as const
type Fate = (typeof FATES)[number]
const FATE_WEIGHTS = [98.2, 1.3, 0.5]
/** The platform's own few payouts fail more often, so that every world sees some come back. */
const OWN_FATES = [90, 2, 8]

/** Books the payout and lives through what becomes of it. */
export function followPayout(world: World, account: string, made: Payout): void {
  const random = randomOf(world.options.seed, `payout/${made.id}`)
  const fate = FATES[random.weighted(account === world.platform ? OWN_FATES : FATE_WEIGHTS)]!
  const mutation = choosePayoutMutation(world, made, fate !== 'arrives')
  if (mutation?.name === 'payout_item_lost') loseItem(world, account, made)
  keepPayout(world, account, made, 'payout', mutation)
  if (account === world.platform && fate !== 'fails') expectAtBank(world, made)
  const on = (at: number, act: () => void) =>
    world.agenda.add(at, () => stillOnItsWay(world, account, made.id) && act())
  if (made.automatic) world.agenda.add(made.created + HOUR, () => reconcile(world, account, made.id))
  const sent = made.method === 'instant' ? made.created + 60 : made.created + 14 * HOUR
  on(sent, () => advance(world, account, made.id, { status: 'in_transit' }, 'payout.updated'))
  const paidAt = made.method === 'instant' ? made.created + 1800 : made.arrival_date + 9 * HOUR
  on(paidAt, () => settleFate(world, account, made.id, fate, mutation, random.between(6 * HOUR, 4 * DAY)))
}

function settleFate(
  world: World,
  account: string,
  id: string,
  fate: Fate,
  mutation: Mutation | null,
  later: number,
): void {
  if (fate === 'fails') {
    fail(world, account, id, mutation)
    return
  }
  const trace_id = { status: 'supported', value: traceOf(id) }
  advance(world, account, id, { status: 'paid', trace_id }, 'payout.paid')
  if (fate === 'fails_after_paid') world.agenda.add(world.moment + later, () => fail(world, account, id, mutation))
}

/** Stripe takes the money back and stops this account's payouts until a new bank account is there. */
function fail(world: World, account: string, id: string, mutation: Mutation | null): void {
  const made = world.store.get(account, id) as Payout
  const failed = takeBack(world, account, made, 'failed')
  keepPayout(world, account, failed, 'payout_failure', mutation)
  if (account === world.platform) {
    expectReturn(world, failed)
    return
  }
  allowPayouts(world, account, false)
  world.agenda.add(world.moment + 3 * DAY, () => allowPayouts(world, account, true))
}

function allowPayouts(world: World, account: string, allowed: boolean): void {
  const before = world.store.get(account, account)!
  record(world, account, { ...before, payouts_enabled: allowed }, 'account.updated')
}

/** Enters a payout, or its failure, into the platform's books. */
export function keepPayout(
  world: World,
  account: string,
  made: Payout,
  kind: 'payout' | 'payout_failure',
  mutation: Mutation | null,
): void {
  const seller = world.market.byAccount.has(account) ? { seller: account } : {}
  const expectedAt = kind === 'payout' ? { expectedAt: made.arrival_date } : {}
  const object = { objectId: made.id, amount: made.amount, currency: made.currency }
  keep(world, { kind, account, ...object, ...seller, ...expectedAt }, mutation)
}

function stillOnItsWay(world: World, account: string, id: string): boolean {
  const status = world.store.get(account, id)?.status
  return status === 'pending' || status === 'in_transit'
}

function reconcile(world: World, account: string, id: string): void {
  advance(world, account, id, { reconciliation_status: 'completed' }, 'payout.reconciliation_completed')
}

/** The list of what this payout swept forgets one row. */
function loseItem(world: World, account: string, made: Payout): void {
  const items = world.payoutItems.get(made.id)!
  const random = randomOf(world.options.seed, `lost/${made.id}`)
  const at = random.between(1, items.length - 1)
  const item = items[at]!
  world.payoutItems.set(
    made.id,
    items.filter((id) => id !== item),
  )
  world.plants.push({ mutation: 'payout_item_lost', account, payout: made.id, item })
}
