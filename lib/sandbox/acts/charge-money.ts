import { onGrain, share } from '../market/currency'
import { platformSettlement, settle, settleAt } from '../market/exchange'
import type { FeeDetail } from '../objects/balance-transaction'
import type { Charge } from '../objects/charge'
import { midnightAfter, move } from '../world/ledger'
import type { World } from '../world/state'

export const APPLICATION = 'ca_HarbourMarketSandbox0001'

/** The currency in which that account's balance takes money of `currency`. */
export function settlementOf(world: World, account: string, currency: string): string {
  const seller = world.market.byAccount.get(account)
  return seller === undefined ? platformSettlement(currency) : seller.currency
}

/** The amount as that account's balance sees it today. */
export function settledOn(world: World, account: string, amount: number, currency: string) {
  return settle(world.options.seed, amount, currency, settlementOf(world, account, currency), world.moment)
}

/** The same at a rate that was fixed beforehand, where one was. */
export function settledAt(world: World, account: string, amount: number, currency: string, rate: number | null) {
  if (rate === null) return settledOn(world, account, amount, currency)
  return settleAt(rate, amount, currency, settlementOf(world, account, currency))
}

/** Stripe's processing fee on a settled amount, with the tax on it where the country has one. */
export function processingFees(world: World, account: string, amount: number, currency: string): FeeDetail[] {
  const country = world.market.byAccount.get(account)?.country
  const fee = onGrain(share(amount, country?.feeBp ?? 150, 10_000) + (country?.feeFixed ?? 25), currency)
  const tax = onGrain(share(fee, country?.feeTaxBp ?? 0, 10_000), currency)
  const details: FeeDetail[] = [
    { amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' },
  ]
  if (tax > 0) details.push({ amount: tax, application: null, currency, description: 'Tax on fees', type: 'tax' })
  return details
}

export function applicationFeeDetail(amount: number, currency: string): FeeDetail {
  return { amount, application: APPLICATION, currency, description: 'Application fee', type: 'application_fee' }
}

/** When money charged now becomes available on that account. */
export function availableOn(world: World, account: string): number {
  return midnightAfter(world.moment, world.market.byAccount.get(account)?.country.delayDays ?? 3)
}

/**
 * Brings a charge's money onto its account: one balance transaction for what was authorised and, where less was
 * captured, a second one that gives back the rest. Returns the sum of both.
 */
export function bringIn(
  world: World,
  account: string,
  charge: Charge,
  captured: number,
  fees: FeeDetail[],
  rate: number | null,
) {
  const whole = settledAt(world, account, charge.amount, charge.currency, rate)
  const kept = settledAt(world, account, captured, charge.currency, rate)
  const held = { currency: whole.currency, source: charge.id, exchangeRate: whole.exchangeRate }
  const when = availableOn(world, account)
  const transaction = move(world, account, {
    ...held,
    key: 'charge',
    amount: whole.amount,
    availableOn: when,
    type: charge.id.startsWith('py_') ? 'payment' : 'charge',
    category: 'charge',
    feeDetails: fees,
  })
  if (captured < charge.amount) {
    move(world, account, {
      ...held,
      key: 'partial_capture',
      amount: kept.amount - whole.amount,
      availableOn: when,
      type: 'refund',
      category: 'partial_capture_reversal',
    })
  }
  return { transaction: transaction.id, amount: kept.amount, currency: whole.currency, availableOn: when }
}
