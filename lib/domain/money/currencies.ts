/**
 * How many decimals an amount has in Stripe's API, per currency: data, dated, with its source. It is not ISO 4217:
 * ISK and UGX have no fraction there and two decimals here, MGA has two there and none here.
 */
export const currencySource = {
  provider: 'stripe',
  asOf: '2026-09-03',
  pages: ['https://docs.stripe.com/currencies#zero-decimal', 'https://docs.stripe.com/currencies#special-cases'],
} as const

const codes = (text: string): string[] => text.trim().split(/\s+/)

const zeroDecimal = codes('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf')

/** The last of the three digits must be 0 in requests: the networks know only two. */
const threeDecimal = codes('bhd jod kwd omr tnd')

const twoDecimal = codes(`
  aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve
  czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd kes kgs khr kyd
  kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php
  pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sll sos srd std stn svc szl thb tjs top try ttd twd tzs uah ugx
  usd uyu uzs ves wst xcd xcg yer zar zmw
`)

/** Digits of Stripe's minor unit by lower-case code. A code that is not here is unknown, and nothing is guessed. */
export const exponents: ReadonlyMap<string, number> = new Map([
  ...zeroDecimal.map((code) => [code, 0] as const),
  ...twoDecimal.map((code) => [code, 2] as const),
  ...threeDecimal.map((code) => [code, 3] as const),
])

/** Every amount, not only a payout, must be a multiple of this: the two decimals are there for old callers only. */
const chargeSteps: ReadonlyMap<string, bigint> = new Map([
  ['isk', 100n],
  ['ugx', 100n],
  ...threeDecimal.map((code) => [code, 10n] as const),
])

/** Charged with two decimals and paid out in whole units. */
const payoutSteps: ReadonlyMap<string, bigint> = new Map([
  ['huf', 100n],
  ['twd', 100n],
])

/** The smallest amount that Stripe accepts in a charge or refund, and of which every such amount is a multiple. */
export function chargeStep(currency: string): bigint {
  return chargeSteps.get(currency) ?? 1n
}

/** The same for a payout: HUF and TWD leave Stripe in whole units, so that a balance may keep a rest. */
export function payoutStep(currency: string): bigint {
  return payoutSteps.get(currency) ?? chargeStep(currency)
}
