import type { RawObject } from '@/lib/domain/provider/facts'

/** A small named world as the outside shows it: Stripe's objects by account, the books' lines, the bank's files. */
export type Scenario = {
  name: string
  now: string
  objects: Record<string, RawObject[]>
  books: unknown[]
}

export const platform = 'acct_platform'

/** Noon of a day of October 2026, in Stripe's seconds. */
export const noon = (day: number) => Date.UTC(2026, 9, day, 12) / 1000
const midnight = (day: number) => Date.UTC(2026, 9, day) / 1000

export type Sum = { id: string; minor: number; currency: string; day: number }

/** A sale of the platform's own, with its row: nothing is taken off. */
export function sold({ id, minor, currency, day }: Sum): RawObject[] {
  const charge = {
    object: 'charge',
    amount: minor,
    amount_captured: minor,
    amount_refunded: 0,
    captured: true,
    currency,
  }
  return [
    { ...charge, id, created: noon(day), status: 'succeeded', balance_transaction: `txn_${id}`, metadata: {} },
    row(`txn_${id}`, id, 'charge', minor, currency, day),
  ]
}

/** A payout by hand that arrives the day after, with its row; `failedOn`: and the row that brings the money back. */
export function paidOut({ id, minor, currency, day }: Sum, failedOn?: number): RawObject[] {
  const failed = failedOn === undefined ? null : `txn_${id}_back`
  const status = failed === null ? 'paid' : 'failed'
  const how = { automatic: false, method: 'standard', type: 'bank_account', destination: 'ba_1', livemode: false }
  const links = { balance_transaction: `txn_${id}`, failure_balance_transaction: failed, trace_id: null }
  const about = { id, object: 'payout', amount: minor, currency, created: noon(day), arrival_date: midnight(day + 1) }
  return [
    { ...about, ...how, ...links, status },
    row(`txn_${id}`, id, 'payout', -minor, currency, day),
    ...(failedOn === undefined ? [] : [row(failed ?? '', id, 'payout_reversal', minor, currency, failedOn)]),
  ]
}

/** What the platform's books say of one of these objects. */
export function booked(kind: string, { id, minor, currency, day }: Sum): Record<string, unknown> {
  const occurredAt = new Date(noon(day) * 1000).toISOString()
  const amountMinor = String(minor)
  return { reference: `${kind}-${id}`, kind, account: platform, objectId: id, amountMinor, currency, occurredAt }
}

/** A balance transaction; `fee` is taken off it. */
export function row(
  id: string,
  source: string,
  category: string,
  minor: number,
  currency: string,
  day: number,
  fee = 0,
) {
  const money = { amount: minor, fee, net: minor - fee, currency, exchange_rate: null, fee_details: [] }
  const type = category === 'payout_reversal' ? 'payout_failure' : category
  const about = { type, reporting_category: category, balance_type: 'payments', status: 'available', source }
  return { id, object: 'balance_transaction', ...money, ...about, created: noon(day), available_on: noon(day) }
}
