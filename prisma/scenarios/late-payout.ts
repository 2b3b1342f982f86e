import { booked, paidOut, platform, type Scenario, sold } from './scenario'

const sale = { id: 'ch_1', minor: 97_00, currency: 'eur', day: 1 }
const payout = { id: 'po_1', minor: 97_00, currency: 'eur', day: 5 }

/**
 * 97.00 sold on the 1st, 97.00 paid out on the 5th: 97.00 − 97.00 = 0. It arrives on the 6th; 7, 8, 9, 12 and 13 are
 * the five business days in which the bank may book it.
 */
export const latePayout: Scenario = {
  name: 'late payout',
  now: '2026-11-02T12:00:00Z',
  objects: { [platform]: [...sold(sale), ...paidOut(payout)] },
  books: [booked('sale', sale), booked('payout', payout)],
}
