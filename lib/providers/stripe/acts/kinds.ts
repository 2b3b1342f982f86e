import type { RawObject } from '@/lib/domain/provider/facts'
import type { ProviderAct } from '../../port'
import { isObject } from '../wire/exact-json'
import { currencyOf, minorOf, objectAt, optionalText } from '../wire/read-field'
import type { StripeConnection } from '../wire/stripe-connection'

type Written = { amount: number; metadata: { counterfoil_intent: string } }
type Keyed = { idempotencyKey: string }
type Paging = { limit: number; starting_after?: string }

/** What one kind of act is at Stripe: its target, what was done to that already, and how it is sent and read back. */
export type ActKind = {
  targetId: string
  target(): Promise<unknown>
  /** What was done to the target, newest first; `inTarget` is the field under which the target shows the newest of it. */
  done(paging: Paging): Promise<unknown>
  inTarget: 'refunds' | 'reversals' | null
  /** Of what was done, what stands: a refund may have failed. */
  counts(item: RawObject): boolean
  /** What all of it has to add up to; null where Stripe gives no such sum, and no list proves to be whole. */
  doneMinor(target: RawObject): bigint | null
  /** In what currency money moves here. */
  currency(target: RawObject): string
  send(written: Written, keyed: Keyed): Promise<unknown>
  made(objectId: string): Promise<unknown>
  /** Which fields of what was made say what was asked. */
  fields: readonly (readonly [field: string, asked: string])[]
}

export function kindOf(connection: StripeConnection, act: ProviderAct): ActKind {
  switch (act.action) {
    case 'refund_application_fee':
      return feeRefund(connection, act.accountId, act.feeId)
    case 'reverse_transfer':
      return transferReversal(connection, act.accountId, act.transferId)
    case 'create_refund':
      return chargeRefund(connection, act.accountId, act.chargeId)
    case 'create_transfer':
      return newTransfer(connection, act, act.chargeId, act.destination)
    case 'debit_seller':
      return accountDebit(connection, act, act.destination)
  }
}

const always = () => true
const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

function feeRefund({ stripe, as }: StripeConnection, account: string, feeId: string): ActKind {
  return {
    targetId: feeId,
    target: () => stripe.applicationFees.retrieve(feeId, {}, as(account)),
    done: (paging) => stripe.applicationFees.listRefunds(feeId, paging, as(account)),
    inTarget: 'refunds',
    counts: always,
    doneMinor: (fee) => minorOf(fee, 'amount_refunded'),
    currency: currencyOf,
    send: (written, keyed) => stripe.applicationFees.createRefund(feeId, written, { ...as(account), ...keyed }),
    made: (id) => stripe.applicationFees.retrieveRefund(feeId, id, {}, as(account)),
    fields: [['fee', feeId]],
  }
}

function transferReversal({ stripe, as }: StripeConnection, account: string, transferId: string): ActKind {
  return {
    targetId: transferId,
    target: () => stripe.transfers.retrieve(transferId, {}, as(account)),
    done: (paging) => stripe.transfers.listReversals(transferId, paging, as(account)),
    inTarget: 'reversals',
    counts: always,
    doneMinor: (transfer) => minorOf(transfer, 'amount_reversed'),
    currency: currencyOf,
    send: (written, keyed) => stripe.transfers.createReversal(transferId, written, { ...as(account), ...keyed }),
    made: (id) => stripe.transfers.retrieveReversal(transferId, id, {}, as(account)),
    fields: [['transfer', transferId]],
  }
}

/** A refund that failed gave nothing back. */
function chargeRefund({ stripe, as }: StripeConnection, account: string, charge: string): ActKind {
  return {
    targetId: charge,
    target: () => stripe.charges.retrieve(charge, {}, as(account)),
    done: (paging) => stripe.refunds.list({ charge, ...paging }, as(account)),
    inTarget: null,
    counts: (refund) => !['failed', 'canceled'].includes(optionalText(refund, 'status') ?? ''),
    doneMinor: (target) => minorOf(target, 'amount_refunded'),
    currency: currencyOf,
    send: (written, keyed) => stripe.refunds.create({ charge, ...written }, { ...as(account), ...keyed }),
    made: (id) => stripe.refunds.retrieve(id, {}, as(account)),
    fields: [['charge', charge]],
  }
}

/** Out of a charge, in the currency in which it settled. Stripe adds up nowhere what went out of one. */
function newTransfer(
  { stripe, as }: StripeConnection,
  { accountId, currency, since }: ProviderAct,
  charge: string,
  destination: string,
): ActKind {
  const own = as(accountId)
  const to = { currency, destination, source_transaction: charge }
  return {
    targetId: charge,
    target: () => stripe.charges.retrieve(charge, { expand: ['balance_transaction'] }, own),
    done: (paging) => stripe.transfers.list({ destination, created: { gte: seconds(since) }, ...paging }, own),
    inTarget: null,
    counts: always,
    doneMinor: () => null,
    currency: (target) => currencyOf(objectAt(target, 'balance_transaction') ?? target),
    send: (written, keyed) => stripe.transfers.create({ ...to, ...written }, { ...own, ...keyed }),
    made: (id) => stripe.transfers.retrieve(id, {}, own),
    fields: [
      ['destination', destination],
      ['source_transaction', charge],
    ],
  }
}

/** A transfer that the account itself sends to the platform, out of a balance in that currency. */
function accountDebit(
  { stripe, as }: StripeConnection,
  { accountId, currency, since }: ProviderAct,
  platform: string,
): ActKind {
  const own = as(accountId)
  return {
    targetId: accountId,
    target: () => stripe.balance.retrieve({}, own),
    done: (paging) =>
      stripe.transfers.list({ destination: platform, created: { gte: seconds(since) }, ...paging }, own),
    inTarget: null,
    counts: always,
    doneMinor: () => null,
    currency: (balance) => (currenciesIn(balance).includes(currency) ? currency : (currenciesIn(balance)[0] ?? 'none')),
    send: (written, keyed) =>
      stripe.transfers.create({ currency, destination: platform, ...written }, { ...own, ...keyed }),
    made: (id) => stripe.transfers.retrieve(id, {}, own),
    fields: [['destination', platform]],
  }
}

function currenciesIn({ available }: RawObject): string[] {
  return Array.isArray(available) ? available.flatMap((part) => (isObject(part) ? [currencyOf(part)] : [])) : []
}
