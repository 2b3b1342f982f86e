import { booked, paidOut, platform, type Scenario, sold } from './scenario'

const sales = [
  { id: 'ch_usd', minor: 1_240_00, currency: 'usd', day: 1 },
  { id: 'ch_eur', minor: 100_00, currency: 'eur', day: 1 },
  { id: 'ch_jpy', minor: 15_000, currency: 'jpy', day: 1 },
]
const payouts = [
  { id: 'po_usd', minor: 1_204_50, currency: 'usd', day: 5 },
  { id: 'po_eur', minor: 100_00, currency: 'eur', day: 5 },
  { id: 'po_jpy', minor: 12_500, currency: 'jpy', day: 5 },
]

/** 1,240.00 − 1,204.50 = 35.50 dollars; 100.00 − 100.00 = 0 euros; 15,000 − 12,500 = 2,500 yen: three proofs. */
export const threeCurrencies: Scenario = {
  name: 'manual payout over three currencies',
  now: '2026-10-10T12:00:00Z',
  objects: { [platform]: [...sales.flatMap(sold), ...payouts.flatMap((one) => paidOut(one))] },
  books: [...sales.map((one) => booked('sale', one)), ...payouts.map((one) => booked('payout', one))],
}
