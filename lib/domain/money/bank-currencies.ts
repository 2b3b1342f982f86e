/**
 * How many decimals an amount has on a bank's statement, per currency: the minor units of ISO 4217, data, dated, with its
 * source. They are not Stripe's (currencies.ts): ISK and UGX have none here and two there, MGA has two here and none
 * there.
 */
export const bankCurrencySource = {
  standard: 'ISO 4217',
  asOf: '2026-01-01',
  pages: ['https://www.six-group.com/en/products-services/financial-information/data-standards.html'],
} as const

const codes = (text: string): string[] => text.trim().split(/\s+/)

const noDecimal = codes('bif clp djf gnf isk jpy kmf krw pyg rwf ugx uyi vnd vuv xaf xof xpf')
const threeDecimal = codes('bhd iqd jod kwd lyd omr tnd')
/** BGN, HRK, MRO, SLL, STD and ANG have left the list; statements from before still carry them. */
const twoDecimal = codes(`
  aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf cny cop crc cup
  cve czk dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gtq gyd hkd hnl hrk htg huf idr ils inr irr jmd kes
  kgs khr kpw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mru mur mvr mwk mxn myr mzn nad ngn nio nok
  npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sdg sek sgd shp sle sll sos srd ssp std stn svc syp szl
  thb tjs tmt top try ttd twd tzs uah usd uyu uzs ves wst xcd xcg yer zar zmw
`)

/** Digits after the point of a bank's amount by lower-case code. A code that is not here is unknown; nothing is guessed. */
export const bankExponents: ReadonlyMap<string, number> = new Map([
  ...noDecimal.map((code) => [code, 0] as const),
  ...twoDecimal.map((code) => [code, 2] as const),
  ...threeDecimal.map((code) => [code, 3] as const),
])
