import { booked, paidOut, platform, type Scenario, sold } from './scenario'

const sale = { id: 'ch_1', minor: 97_00, currency: 'eur', day: 1 }
const payout = { id: 'po_1', minor: 97_00, currency: 'eur', day: 5 }

/**
 * 97.00 sold, 97.00 paid out on the 5th, 97.00 back on the 8th: the balance is 97.00 − 97.00 + 97.00 = 97.00. The books
 * have all three movements, so the bank's credit and its return are all that is left to be told.
 */
export const statementWithReturn: Scenario = {
  name: 'statement with a return',
  now: '2026-11-02T12:00:00Z',
  objects: { [platform]: [...sold(sale), ...paidOut(payout, 8)] },
  books: [booked('sale', sale), booked('payout', payout), booked('payout_failure', { ...payout, day: 8 })],
}

/** The same without the books' word of the failure: what went from paid to failed is then unbooked, 97.00. */
export const paidThenFailed: Scenario = {
  ...statementWithReturn,
  name: 'paid → failed',
  books: [booked('sale', sale), booked('payout', payout)],
}
