import { returnFee } from '../acts/application-fees'
import { refundCharge } from '../acts/refund-money'
import { reverseTransfer } from '../acts/transfer-money'
import type { Share } from '../books/entry'
import { keep } from '../books/keeper'
import { share } from '../market/currency'
import type { ApplicationFee } from '../objects/application-fee'
import type { Charge } from '../objects/charge'
import type { Refund } from '../objects/refund'
import type { Transfer } from '../objects/transfer'
import { policyOf } from '../truth/choose-mutation'
import type { Forgotten } from '../truth/plant'
import { randomOf } from '../world/random'
import { record } from '../world/record'
import type { World } from '../world/state'
import { partOf } from './draft-family'
import type { Family } from './family'
import { transfersOf } from './recovery'
import { failLater } from './refund-failure'

const NOTHING_FORGOTTEN: Forgotten = { fee: 'no', transfer: 'no' }

export function refundLater(world: World, family: Family): void {
  const plan = family.refund
  if (plan === null) return
  world.agenda.add(world.moment + plan.after, () => {
    const charge = world.store.get(family.account, family.charge) as Charge
    if (charge.amount_refunded > 0 || charge.disputed) return
    if (family.mutation?.name === 'refund_incomplete') {
      const { forgot } = family.mutation
      world.plants.push({ mutation: 'refund_incomplete', account: family.account, charge: charge.id, forgot })
    }
    const made = amountsOf(family).map((amount) => refundOnce(world, family, amount))
    if (plan.failure !== null) failLater(world, family, made[0]!)
  })
}

/** One refund; two when the plan says so, and then within one second, as impatient support staff make them. */
function amountsOf(family: Family): number[] {
  const { shape, percent } = family.refund!
  const whole = family.model === 'separate' ? family.lines[0]!.gross : family.captured
  if (shape === 'full') return [family.captured]
  const first = partOf(whole, percent, family.currency)
  if (first >= whole) return [whole]
  if (shape === 'part') return [first]
  const second = partOf(whole - first, 60, family.currency)
  return first + second <= whole ? [first, second] : [first]
}

/** Gives a buyer money back, with all that belongs to it; `failed` is the refund that came back and is made again. */
export function refundOnce(world: World, family: Family, amount: number, failed?: Refund): Refund {
  const charge = world.store.get(family.account, family.charge) as Charge
  const nth = world.refunds.get(charge.id) ?? 0
  world.refunds.set(charge.id, nth + 1)
  const forgot = family.mutation?.name === 'refund_incomplete' ? family.mutation.forgot : NOTHING_FORGOTTEN
  const fee = feeToReturn(world, family, charge, amount, forgot)
  const carried = fee > 0 && family.model === 'direct' ? { fee: { amount: fee, currency: family.currency } } : {}
  const random = randomOf(world.options.seed, `reason/${family.key}/${nth}`)
  const reason = random.pick(['requested_by_customer', 'requested_by_customer', 'duplicate', null] as const)
  const made = refundCharge(world, family.account, charge, { nth, amount, reason, ...carried })
  const shares = takeFromSellers(world, family, charge, made, fee, forgot, failed)
  if (fee > 0) giveBackFee(world, family, charge, fee, family.model === 'direct' || forgot.transfer !== 'all')
  keepRefund(world, family, made, shares)
  return made
}

/** What the contract makes the platform give back of its fee with this refund. */
function feeToReturn(world: World, family: Family, charge: Charge, amount: number, forgot: Forgotten): number {
  if (charge.application_fee === null || policyOf(family) === 'kept' || forgot.fee === 'all') return 0
  const fee = world.store.get(world.platform, charge.application_fee) as ApplicationFee
  const due = share(fee.amount, charge.amount_refunded + amount, charge.amount_captured) - fee.amount_refunded
  return forgot.fee === 'short' ? partOf(due, 50, family.currency) : due
}

function giveBackFee(world: World, family: Family, charge: Charge, amount: number, carried: boolean): void {
  const fee = world.store.get(world.platform, charge.application_fee!) as ApplicationFee
  const returned = returnFee(world, fee, amount, carried)
  const about = { orderReference: family.order, seller: family.seller.account, chargeType: family.model }
  const object = { objectId: returned.id, amount: returned.amount, currency: returned.currency }
  keep(world, { kind: 'application_fee_refund', account: world.platform, ...object, ...about }, family.mutation)
}

/** Reverses the transfers by what each seller owes; tells the shares of a cart. */
function takeFromSellers(
  world: World,
  family: Family,
  charge: Charge,
  made: Refund,
  fee: number,
  forgot: Forgotten,
  failed?: Refund,
): Share[] | undefined {
  if (family.model === 'direct') return undefined
  const refunded = charge.amount_refunded + made.amount
  if (family.model === 'destination') {
    const sent = world.store.get(world.platform, charge.transfer!) as Transfer
    const due = share(sent.amount, refunded, charge.amount_captured) - sent.amount_reversed
    const carried = fee > 0 ? { fee: { amount: fee, currency: family.currency } } : {}
    takeBackTransfer(world, family, sent, due, forgot, made.id, carried)
    return undefined
  }
  return takeFromCart(world, family, charge, made, forgot, failed)
}

/** What the cart's sellers gave for a refund that came back stays given: the next one has its shares. */
function takeFromCart(
  world: World,
  family: Family,
  charge: Charge,
  made: Refund,
  forgot: Forgotten,
  failed?: Refund,
): Share[] {
  if (failed !== undefined) {
    const entries = world.books.refundShares.get(charge.id) ?? []
    return [...(entries.find((entry) => entry.objectId === failed.id)?.shares ?? [])]
  }
  const whole = made.amount === charge.amount_captured
  const owing = whole ? family.lines : family.lines.slice(0, 1)
  const before = charge.amount_refunded
  return owing.map((line) => {
    const upTo = (refunded: number) => (whole && refunded > 0 ? line.net : share(line.net, refunded, line.gross))
    const [given, due] = [upTo(before), upTo(before + made.amount)]
    for (const { sent, seller } of transfersOf(world, family)) {
      if (seller !== line.seller) continue
      const part = (owed: number) => share(sent.amount, owed, line.net)
      takeBackTransfer(world, family, sent, part(due) - part(given), forgot, made.id, {})
    }
    return { seller: line.seller.account, amount: due - given }
  })
}

function takeBackTransfer(
  world: World,
  family: Family,
  sent: Transfer,
  due: number,
  forgot: Forgotten,
  refund: string,
  carried: { fee?: { amount: number; currency: string } },
): void {
  const wanted = forgot.transfer === 'all' ? 0 : forgot.transfer === 'short' ? partOf(due, 50, sent.currency) : due
  // Somebody may have reversed it through the API before.
  const amount = Math.min(wanted, sent.amount - sent.amount_reversed)
  if (amount <= 0) return
  const reversal = reverseTransfer(world, sent, amount, { sourceRefund: refund, ...carried })
  keepReversal(world, family, sent, reversal)
  const made = world.store.get(world.platform, refund)
  if (made === undefined || family.model === 'separate') return
  record(world, world.platform, { ...made, transfer_reversal: reversal.id }, 'refund.updated')
}

/** Enters a reversal; also used when a lost dispute is recovered from the seller. */
export function keepReversal(
  world: World,
  family: Family,
  sent: Transfer,
  reversal: { id: string; amount: number },
): void {
  const about = { orderReference: family.order, seller: sent.destination, chargeType: family.model }
  const object = { objectId: reversal.id, amount: reversal.amount, currency: sent.currency }
  keep(world, { kind: 'transfer_reversal', account: world.platform, ...object, ...about }, family.mutation)
}

function keepRefund(world: World, family: Family, made: Refund, shares: Share[] | undefined): void {
  const about = { orderReference: family.order, seller: family.seller.account, chargeType: family.model }
  const object = { objectId: made.id, amount: made.amount, currency: made.currency }
  const entry = { kind: 'refund', account: family.account, ...object, ...about, ...(shares && { shares }) } as const
  keep(world, entry, family.mutation)
}
