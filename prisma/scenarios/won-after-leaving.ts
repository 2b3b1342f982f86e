import { booked, noon, platform, row, type Scenario, sold } from './scenario'

const eur = { currency: 'eur' }
const sale = { id: 'ch_1', minor: 100_00, day: 1, ...eur }
const transfer = { id: 'tr_1', minor: 90_00, day: 2, ...eur }
const dispute = { id: 'du_1', minor: 100_00, day: 10, ...eur }
const reversal = { id: 'trr_1', minor: 90_00, day: 11, ...eur }

/**
 * 100.00 sold, 90.00 transferred; 100.00 and a fee of 15.00 withdrawn, 90.00 taken back from the seller, who then left;
 * 100.00 reinstated: 100 − 90 − 115 + 90 + 100 = 85.00, of which 90.00 are the seller's. The fee is what the platform lost.
 */
export const wonAfterLeaving: Scenario = {
  name: 'won dispute after the seller left',
  now: '2026-10-31T12:00:00Z',
  objects: {
    [platform]: [
      ...sold(sale),
      { ...objectOf('transfer', transfer), destination: 'acct_left', source_transaction: 'ch_1' },
      row('txn_tr_1', 'tr_1', 'transfer', -90_00, 'eur', 2),
      { ...objectOf('dispute', dispute), charge: 'ch_1', status: 'won', balance_transactions: [] },
      row('txn_du_1', 'du_1', 'dispute', -100_00, 'eur', 10, 15_00),
      { ...objectOf('transfer_reversal', reversal), transfer: 'tr_1' },
      row('txn_trr_1', 'trr_1', 'transfer_reversal', 90_00, 'eur', 11),
      row('txn_won', 'du_1', 'dispute_reversal', 100_00, 'eur', 20),
    ],
  },
  books: [
    booked('sale', sale),
    booked('transfer', transfer),
    booked('dispute', dispute),
    { ...booked('dispute_fee', { ...dispute, minor: 15_00 }) },
    booked('transfer_reversal', reversal),
    booked('dispute_reversal', { ...dispute, day: 20 }),
  ],
}

function objectOf(object: string, { id, minor, currency, day }: typeof sale) {
  return { id, object, amount: minor, currency, created: noon(day), balance_transaction: `txn_${id}`, metadata: {} }
}
