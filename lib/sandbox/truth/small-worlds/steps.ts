import type { EntryKind, Share } from '../../books/entry'
import { type ApplicationFee, applicationFee, feeRefund, refundedBy } from '../../objects/application-fee'
import { type Charge, charge } from '../../objects/charge'
import { cardDetails } from '../../objects/payment-method-details'
import { type Payout, payout } from '../../objects/payout'
import { refund } from '../../objects/refund'
import { reversedBy, type Transfer, transfer, transferReversal } from '../../objects/transfer'
import { hoursAgo, PLATFORM, type SmallWorld } from './small-world'

export const SELLER = 'acct_seller'
export const OTHER = 'acct_other'

/** Money enough on the platform that no refund puts it below zero. */
export function float(world: SmallWorld): void {
  const row = { account: PLATFORM, currency: 'eur', source: null, at: hoursAgo(2400) }
  world.move({ ...row, amount: 1_000_000, category: 'topup', type: 'topup' })
}

/** A contract of ten percent in euros, without a fixed part, valid for a hundred days. */
export function tenPercent(world: SmallWorld, refundPolicy: 'kept' | 'returned' = 'returned', seller = SELLER): void {
  const bands = [{ currency: 'eur', fromMinor: 0, rateBp: 1000, fixedMinor: 0 }]
  const validFrom = hoursAgo(2400)
  world.contract({ reference: `CT-${seller}`, seller, tier: 'Silver', validFrom, refundPolicy, bands })
}

type Sale = {
  id: string
  amount: number
  at: number
  on?: string
  currency?: string
  captured?: number
  order?: string
  pending?: boolean
}

/** A card charge on `on` (the seller, unless told); `pending` means that its money has not arrived. */
export function sold(world: SmallWorld, sale: Sale): Charge {
  const account = sale.on ?? SELLER
  const currency = sale.currency ?? 'eur'
  const captured = sale.captured ?? sale.amount
  const made = charge({
    id: sale.id,
    amount: sale.amount,
    currency,
    created: sale.at,
    metadata: { order_reference: sale.order ?? `ORD-${sale.id}` },
    methodDetails: cardDetails(sale.amount, 'visa', '4242', 'DE'),
  })
  if (sale.pending) return world.put(account, { ...made, amount_captured: captured, captured: captured > 0 })
  const row = { account, currency, source: sale.id, at: sale.at }
  const transaction = world.move({ ...row, amount: sale.amount, category: 'charge', type: 'charge' })
  if (captured < sale.amount) {
    world.move({ ...row, amount: captured - sale.amount, category: 'partial_capture_reversal', type: 'refund' })
  }
  return world.put(account, { ...made, amount_captured: captured, balance_transaction: transaction })
}

/** A fee of a direct charge, or with `on` the platform of a destination charge. The seller's side is left out. */
export function feeTaken(
  world: SmallWorld,
  id: string,
  of: Charge,
  amount: number,
  at: number,
  on = SELLER,
): ApplicationFee {
  const row = { account: PLATFORM, amount, currency: of.currency, source: id, at }
  const balance = world.move({ ...row, category: 'platform_earning', type: 'application_fee' })
  world.put(on, { ...of, application_fee: id, application_fee_amount: amount })
  const source = on === SELLER ? { charge: of.id } : { charge: `py_${of.id}`, originatingTransaction: of.id }
  const about = { account: SELLER, application: 'ca_small', balanceTransaction: balance, ...source }
  return world.put(PLATFORM, applicationFee({ id, amount, currency: of.currency, created: at, ...about }))
}

export function feeReturned(world: SmallWorld, id: string, fee: ApplicationFee, amount: number, at: number): void {
  const row = { account: PLATFORM, amount: -amount, currency: fee.currency, source: id, at }
  const balanceTransaction = world.move({ ...row, category: 'platform_earning_refund', type: 'application_fee_refund' })
  const returned = feeRefund({ id, amount, currency: fee.currency, created: at, fee: fee.id, balanceTransaction })
  world.put(PLATFORM, returned)
  world.put(PLATFORM, refundedBy(fee, returned))
}

/** A transfer out of a charge on the platform. */
export function sent(world: SmallWorld, id: string, of: Charge, amount: number, at: number, to = SELLER): Transfer {
  const row = { account: PLATFORM, amount: -amount, currency: of.currency, source: id, at }
  const balanceTransaction = world.move({ ...row, category: 'transfer', type: 'transfer' })
  const about = { destination: to, destinationPayment: `py_${id}`, balanceTransaction, sourceTransaction: of.id }
  return world.put(PLATFORM, transfer({ id, amount, currency: of.currency, created: at, ...about }))
}

export function takenBack(world: SmallWorld, id: string, of: Transfer, amount: number, at: number): void {
  const row = { account: PLATFORM, amount, currency: of.currency, source: id, at }
  const balanceTransaction = world.move({ ...row, category: 'transfer_reversal', type: 'transfer_refund' })
  const about = { transfer: of.id, balanceTransaction, destinationPaymentRefund: `pyr_${id}` }
  const reversal = transferReversal({ id, amount, currency: of.currency, created: at, ...about })
  world.put(PLATFORM, reversal)
  world.put(PLATFORM, reversedBy(of, reversal))
}

/** A refund on the charge's account; gives back the charge as it stands after it. */
export function refunded(world: SmallWorld, id: string, of: Charge, amount: number, at: number, on = SELLER): Charge {
  const row = { account: on, amount: -amount, currency: of.currency, source: id, at }
  const balanceTransaction = world.move({ ...row, category: 'refund', type: 'refund' })
  world.put(on, refund({ id, amount, currency: of.currency, created: at, charge: of.id, balanceTransaction }))
  const now = world.get(on, of.id) as Charge
  const total = now.amount_refunded + amount
  return world.put(on, { ...now, amount_refunded: total, refunded: total === now.amount_captured })
}

/** An authorisation of the seller's is cancelled: Stripe calls that a refund, and no balance moves. */
export function letGo(world: SmallWorld, id: string, of: Charge, at: number): void {
  const { amount, currency } = of
  world.put(SELLER, refund({ id, amount, currency, created: at, charge: of.id, balanceTransaction: null }))
  world.put(SELLER, { ...of, amount_refunded: amount, refunded: true })
}

/** An automatic payout of the seller that swept `items`, reconciled and paid. */
export function paidOut(world: SmallWorld, id: string, amount: number, at: number, items: readonly string[]): Payout {
  const row = { account: SELLER, amount: -amount, currency: 'eur', source: id, at }
  const transaction = world.move({ ...row, category: 'payout', type: 'payout' })
  world.payoutItems[id] = [transaction, ...items]
  const about = { arrivalDate: at, automatic: true, balanceTransaction: transaction, destination: 'ba_small' }
  const made = payout({ id, amount, currency: 'eur', created: at, method: 'standard', ...about })
  return world.put(SELLER, { ...made, status: 'paid', reconciliation_status: 'completed' })
}

export function cameBack(world: SmallWorld, of: Payout, at: number): void {
  const row = { account: SELLER, amount: of.amount, currency: of.currency, source: of.id, at }
  const transaction = world.move({ ...row, category: 'payout_reversal', type: 'payout_failure' })
  world.put(SELLER, { ...of, status: 'failed', failure_balance_transaction: transaction })
}

type Stood = { id: string; amount: number; currency: string; created: number; object: string }
const KINDS: Record<string, 'sale' | 'refund' | 'application_fee' | 'transfer' | 'payout'> = {
  charge: 'sale',
  refund: 'refund',
  application_fee: 'application_fee',
  transfer: 'transfer',
  payout: 'payout',
}

/** The line that the books should have of an object: on its account, its amount, its time. */
export function lineOf(object: Stood, account: string) {
  const kind = KINDS[object.object]!
  const { id, currency } = object
  const amount = kind === 'sale' ? (object as Charge).amount_captured : object.amount
  return { reference: `B-${id}`, kind, account, objectId: id, amount, currency, occurredAt: object.created }
}

/** The line of something that is known by its id alone: a fee refund, a reversal, a refund with shares. */
export function lineFor(
  kind: Exclude<EntryKind, 'sale' | 'application_fee' | 'transfer' | 'payout'>,
  account: string,
  id: string,
  amount: number,
  at: number,
  shares?: readonly Share[],
) {
  const line = { reference: `B-${kind}-${id}`, kind, account, objectId: id, amount, currency: 'eur', occurredAt: at }
  return shares === undefined ? line : { ...line, shares }
}
