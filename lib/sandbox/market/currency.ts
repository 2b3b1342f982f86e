/**
 * The sandbox's own arithmetic of money: whole minor units of Stripe's API, products taken in bigint so that nothing is
 * lost on the way.
 */
type Currency = {
  /** Amounts are multiples of this (Stripe wants a trailing 0 on three-decimal currencies and 00 on ISK). */
  grain: number
  /** One unit of the currency as people say it, in minor units. */
  unit: number
  /** Prices are multiples of this, so that whole-percent fees and their shares stay on the grain. */
  priceStep: number
  /** About how many minor units buy what one euro buys. */
  perEuro: number
}

export const CURRENCIES: Record<string, Currency> = {
  eur: { grain: 1, unit: 100, priceStep: 1, perEuro: 100 },
  usd: { grain: 1, unit: 100, priceStep: 1, perEuro: 108 },
  gbp: { grain: 1, unit: 100, priceStep: 1, perEuro: 86 },
  jpy: { grain: 1, unit: 1, priceStep: 10, perEuro: 161 },
  kwd: { grain: 10, unit: 1000, priceStep: 1000, perEuro: 333 },
  sek: { grain: 1, unit: 100, priceStep: 100, perEuro: 1135 },
  isk: { grain: 100, unit: 100, priceStep: 10000, perEuro: 14900 },
  cad: { grain: 1, unit: 100, priceStep: 1, perEuro: 149 },
  aud: { grain: 1, unit: 100, priceStep: 1, perEuro: 164 },
  mxn: { grain: 1, unit: 100, priceStep: 50, perEuro: 1990 },
}

/** The platform can hold these; every other currency is converted to euros on its balance. */
export const SETTLEMENT = ['eur', 'usd', 'gbp'] as const

export function currencyOf(code: string): Currency {
  const currency = CURRENCIES[code]
  if (currency === undefined) throw new Error(`unknown currency ${code}`)
  return currency
}

/** `amount × part / whole`, half a unit rounded away from zero. */
export function share(amount: number, part: number, whole: number): number {
  const product = BigInt(amount) * BigInt(part)
  const divisor = BigInt(whole)
  const size = product < 0n ? -product : product
  const rounded = (2n * size + divisor) / (2n * divisor)
  return Number(product < 0n ? -rounded : rounded)
}

/** The nearest amount that Stripe would accept in that currency. */
export function onGrain(amount: number, currency: string): number {
  const { grain } = currencyOf(currency)
  return share(amount, 1, grain) * grain
}
