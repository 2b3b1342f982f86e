import type { BalanceTransactionFact, ProviderObjectFact, RawObject } from '@/lib/domain/provider/facts'
import type { BalanceEntry } from '@/lib/providers/port'
import { factsFromBalanceTransaction } from '@/lib/providers/stripe/facts/facts-from-balance-transaction'
import { stateFrom } from '@/lib/providers/stripe/facts/facts-from-object'
import { benchNow, platformAccount } from '../ground'
import { chargeAt, firstSecond } from './charges'
import { stripeId } from './digits'

const reading = { livemode: false, accountId: platformAccount, isPlatform: true, observedAt: benchNow }

/** The row that a charge leaves on a balance, with the charge expanded, as a page of the list brings it. */
export function balanceEntryAt(place: number, accountId: string = platformAccount): BalanceEntry {
  const charge = chargeAt(place)
  const read = { ...reading, accountId, isPlatform: accountId === platformAccount }
  return factsFromBalanceTransaction(rawAt(place, Number(charge.amount), charge), read)
}

/** Rows alone, in the order of their making. */
export function balanceTransactions(from: number, count: number): BalanceTransactionFact[] {
  return Array.from({ length: count }, (_, index) => {
    const place = from + index
    const amount = 500 + (place % 40_000)
    return factsFromBalanceTransaction(rawAt(place, amount, stripeId('ch', place)), reading).transaction
  })
}

/** The states of charges, as one listing after another would bring them. */
export function chargeStates(from: number, count: number, version: number): ProviderObjectFact[] {
  const observedAt = new Date(benchNow.getTime() + version * 1_000)
  return Array.from({ length: count }, (_, index) => {
    return stateFrom(chargeAt(from + index, version), { ...reading, observedAt }).object
  })
}

function rawAt(place: number, amount: number, source: RawObject | string): RawObject {
  const fee = Math.round(amount * 0.015) + 25
  const detail = { amount: fee, application: null, currency: 'eur', description: 'Stripe processing fees' }
  return {
    id: stripeId('txn', place),
    object: 'balance_transaction',
    amount,
    available_on: firstSecond + place + 172_800,
    balance_type: 'payments',
    created: firstSecond + place,
    currency: 'eur',
    description: `Order ${place} at Harbour Market, three items`,
    exchange_rate: null,
    fee,
    fee_details: [{ ...detail, type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: 'charge',
    source,
    status: 'pending',
    type: 'charge',
  }
}
