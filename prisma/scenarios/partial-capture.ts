import { booked, noon, paidOut, platform, row, type Scenario } from './scenario'

const sale = { id: 'ch_1', minor: 60_00, currency: 'eur', day: 1 }
const refund = { id: 're_1', minor: 20_00, currency: 'eur', day: 3 }
const payout = { id: 'po_1', minor: 40_00, currency: 'eur', day: 5 }
const captured = { amount: 100_00, amount_captured: 60_00, amount_refunded: 20_00, captured: true }

/** 100.00 authorised, 60.00 captured (40.00 let go), 20.00 given back: 100 − 40 − 20 = 40.00, and that is paid out. */
export const partialCapture: Scenario = {
  name: 'partial capture with partial refund',
  now: '2026-10-10T12:00:00Z',
  objects: {
    [platform]: [
      {
        id: 'ch_1',
        object: 'charge',
        ...captured,
        currency: 'eur',
        created: noon(1),
        status: 'succeeded',
        metadata: {},
      },
      row('txn_ch_1', 'ch_1', 'charge', 100_00, 'eur', 1),
      row('txn_let_go', 'ch_1', 'partial_capture_reversal', -40_00, 'eur', 1),
      {
        id: 're_1',
        object: 'refund',
        amount: 20_00,
        currency: 'eur',
        charge: 'ch_1',
        created: noon(3),
        status: 'succeeded',
      },
      row('txn_re_1', 're_1', 'refund', -20_00, 'eur', 3),
      ...paidOut(payout),
    ].map((raw) => (raw.object === 'balance_transaction' ? raw : { balance_transaction: `txn_${raw.id}`, ...raw })),
  },
  books: [booked('sale', sale), booked('refund', refund), booked('payout', payout)],
}
