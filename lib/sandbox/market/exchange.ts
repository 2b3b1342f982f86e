import { randomOf } from '../world/random'
import { currencyOf, SETTLEMENT, share } from './currency'

const MILLION = 1_000_000
const DAY = 86_400

export type Settled = { amount: number; currency: string; exchangeRate: number | null }

/** Minor units of `to` for a million minor units of `from`; moves a little from day to day. */
export function ratePerMillion(seed: number, from: string, to: string, at: number): number {
  if (from === to) return MILLION
  const day = Math.floor(at / DAY)
  const drift = randomOf(seed, `rate/${[from, to].sort().join('')}/${day}`).between(-900_000, 900_000)
  const towards = from < to ? drift : -drift
  const parity = (currencyOf(to).perEuro / currencyOf(from).perEuro) * MILLION
  return Math.max(1, Math.round(parity * (1 + towards / 100_000_000)))
}

/** The amount as a balance in `to` sees it: `amount × exchange_rate`, rounded to what that currency allows. */
export function settle(seed: number, amount: number, from: string, to: string, at: number): Settled {
  return settleAt(ratePerMillion(seed, from, to, at), amount, from, to)
}

/** The same at a rate that somebody fixed, in minor units of `to` for a million of `from`. */
export function settleAt(rate: number, amount: number, from: string, to: string): Settled {
  if (from === to) return { amount, currency: to, exchangeRate: null }
  // Rounded once, straight to the grain.
  const { grain } = currencyOf(to)
  return { amount: share(amount, rate, MILLION * grain) * grain, currency: to, exchangeRate: rate / MILLION }
}

/** The currency in which the platform's balance takes money of `currency`. */
export function platformSettlement(currency: string): string {
  return (SETTLEMENT as readonly string[]).includes(currency) ? currency : 'eur'
}
