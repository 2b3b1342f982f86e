export type Country = {
  code: string
  currency: string
  /** Business days until card money is available, as whole days. */
  delayDays: number
  cities: readonly string[]
  /** How many of a hundred sellers live here. */
  share: number
  /** Stripe's card fee: basis points and fixed minor units. */
  feeBp: number
  feeFixed: number
  /** Stripe adds tax on its fee in these places, in basis points of the fee. */
  feeTaxBp: number
  disputeFee: number
  phone: string
}

export const COUNTRIES: readonly Country[] = [
  country('DE', 'eur', 3, ['Leipzig', 'Kassel', 'Bremen'], 20, 150, 25, 0, 2000, '+4930555'),
  country('FR', 'eur', 3, ['Nantes', 'Rennes'], 12, 150, 25, 0, 2000, '+3315550'),
  country('NL', 'eur', 3, ['Delft', 'Zwolle'], 8, 150, 25, 0, 2000, '+3120555'),
  country('US', 'usd', 2, ['Dayton', 'Boise', 'Tulsa'], 18, 290, 30, 0, 1500, '+1202555'),
  country('GB', 'gbp', 3, ['Leeds', 'Exeter'], 14, 150, 20, 2000, 2000, '+4420555'),
  country('SE', 'sek', 3, ['Uppsala', 'Lund'], 5, 150, 180, 0, 15000, '+4685550'),
  country('JP', 'jpy', 4, ['Sendai', 'Nagano'], 5, 360, 0, 1000, 1500, '+8135550'),
  country('KW', 'kwd', 5, ['Hawally'], 3, 270, 100, 0, 6000, '+9652255'),
  country('IS', 'isk', 5, ['Akureyri'], 3, 150, 3000, 0, 200000, '+3545550'),
  country('CA', 'cad', 2, ['Regina', 'Halifax'], 5, 290, 30, 500, 1500, '+1204555'),
  country('AU', 'aud', 2, ['Hobart', 'Cairns'], 4, 175, 30, 1000, 2500, '+6125550'),
  country('MX', 'mxn', 4, ['Puebla'], 3, 360, 300, 1600, 30000, '+5255555'),
]

function country(
  code: string,
  currency: string,
  delayDays: number,
  cities: readonly string[],
  share: number,
  feeBp: number,
  feeFixed: number,
  feeTaxBp: number,
  disputeFee: number,
  phone: string,
): Country {
  return { code, currency, delayDays, cities, share, feeBp, feeFixed, feeTaxBp, disputeFee, phone }
}
