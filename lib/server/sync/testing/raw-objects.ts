import type { RawObject } from '@/lib/domain/provider/facts'
import type { BalanceEntry } from '@/lib/providers/port'
import { factsFromBalanceTransaction } from '@/lib/providers/stripe/facts/facts-from-balance-transaction'

/** Hand-made objects in Stripe's shape. */
const t0 = 1_790_000_000

export function chargeOf(id: string, more: RawObject = {}): RawObject {
  return {
    id,
    object: 'charge',
    amount: 10_000,
    amount_captured: 10_000,
    amount_refunded: 0,
    currency: 'eur',
    created: t0,
    status: 'succeeded',
    balance_transaction: `txn_${id}`,
    billing_details: {
      email: 'ada@example.org',
      name: 'Ada L',
      phone: null,
      address: { city: 'London', country: 'GB' },
    },
    metadata: { order_reference: `order-${id}` },
    ...more,
  }
}

export function transactionOf(source: RawObject, category: string, more: RawObject = {}): RawObject {
  return {
    id: `txn_${source.id}`,
    object: 'balance_transaction',
    amount: 10_000,
    fee: 300,
    net: 9_700,
    currency: 'eur',
    type: category,
    reporting_category: category,
    balance_type: 'payments',
    description: null,
    exchange_rate: null,
    fee_details: [],
    created: t0,
    available_on: t0 + 500_000,
    status: 'pending',
    source,
    ...more,
  }
}

/** What a page says of one balance transaction, seen on the platform's account at `observedAt`. */
export function entryOf(raw: RawObject, observedAt: Date, accountId = 'acct_platform'): BalanceEntry {
  return factsFromBalanceTransaction(raw, {
    livemode: false,
    accountId,
    isPlatform: accountId === 'acct_platform',
    observedAt,
  })
}
