import { build } from '../small-worlds/build'
import { banked, comesBack, paysOut, topsUp } from './small-steps'

/** Equal amounts near each other: some are told apart by a trace or by their days, some by nothing. */
export const bankTies = [
  build('two payouts of one amount and one day, two lines: nothing tells them apart', (world) => {
    banked(world).line('L1', '2026-10-06', 5000).line('L2', '2026-10-07', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
    paysOut(world, 'po_2', 5000, '2026-10-06')
    world.expect('AMBIGUOUS', 'po_1', 'eur', 5000)
    world.expect('AMBIGUOUS', 'po_2', 'eur', 5000)
  }),
  build('the trace of one in a reference tells both', (world) => {
    banked(world).line('L1', '2026-10-06', 5000, { endToEnd: 'TRACE0000001' }).line('L2', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06', { trace: 'TRACE0000001' })
    paysOut(world, 'po_2', 5000, '2026-10-06', { trace: 'TRACE0000002' })
  }),
  build('a trace in the text counts as well, a trace cut off does not', (world) => {
    const bank = banked(world, 'gbp').line('L1', '2026-10-06', 5000, { text: 'STRIPE TRACE0000001 PAYOUT' })
    bank.line('L2', '2026-10-06', 5000).line('L3', '2026-10-06', 6000, { text: 'STRIPE TRACE00' })
    bank.line('L4', '2026-10-06', 6000)
    paysOut(world, 'po_1', 5000, '2026-10-06', { currency: 'gbp', trace: 'TRACE0000001' })
    paysOut(world, 'po_2', 5000, '2026-10-06', { currency: 'gbp', trace: 'TRACE0000002' })
    paysOut(world, 'po_3', 6000, '2026-10-06', { currency: 'gbp', trace: 'TRACE0000003' })
    paysOut(world, 'po_4', 6000, '2026-10-06', { currency: 'gbp', trace: 'TRACE0000004' })
    world.expect('AMBIGUOUS', 'po_3', 'gbp', 6000)
    world.expect('AMBIGUOUS', 'po_4', 'gbp', 6000)
  }),
  build('the only line is traced to one of two: the other is not in the bank', (world) => {
    banked(world).line('L1', '2026-10-06', 5000, { endToEnd: 'TRACE0000001' })
    paysOut(world, 'po_1', 5000, '2026-10-06', { trace: 'TRACE0000001' })
    paysOut(world, 'po_2', 5000, '2026-10-06', { trace: 'TRACE0000002' })
    world.expect('PAYOUT_NOT_IN_BANK', 'po_2', 'eur', 5000)
  }),
  build('Tuesday’s and Wednesday’s payouts each come on their day: 0 + 0 days, crossed 1 + 1', (world) => {
    banked(world).line('L1', '2026-10-06', 5000).line('L2', '2026-10-07', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
    paysOut(world, 'po_2', 5000, '2026-10-07')
  }),
  build('Tuesday’s and Wednesday’s payouts both come on Thursday: 2 + 1 days either way', (world) => {
    banked(world, 'usd').line('L1', '2026-10-08', 5000).line('L2', '2026-10-08', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06', { currency: 'usd' })
    paysOut(world, 'po_2', 5000, '2026-10-07', { currency: 'usd' })
    world.expect('AMBIGUOUS', 'po_1', 'usd', 5000)
    world.expect('AMBIGUOUS', 'po_2', 'usd', 5000)
  }),
  build('one line for two payouts of one day: either may be the one that is missing', (world) => {
    banked(world).line('L1', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
    paysOut(world, 'po_2', 5000, '2026-10-06')
    world.expect('AMBIGUOUS', 'po_1', 'eur', 5000)
    world.expect('AMBIGUOUS', 'po_2', 'eur', 5000)
  }),
  build('one line for payouts of the 1st and the 6th, booked on the 6th: it is the nearer one’s', (world) => {
    banked(world).line('L1', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-01')
    paysOut(world, 'po_2', 5000, '2026-10-06')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'eur', 5000)
  }),
  build(
    'the line is on the day of the payout that failed, but the paid one could have it: it is the paid one’s',
    (world) => {
      banked(world).line('L1', '2026-10-07', 5000)
      paysOut(world, 'po_1', 5000, '2026-10-06')
      comesBack(world, paysOut(world, 'po_2', 5000, '2026-10-07'), '2026-10-08')
    },
  ),
  build(
    'lines enough for the paid one and the one that failed: the failed one came, and has not gone back',
    (world) => {
      banked(world).line('L1', '2026-10-05', 5000).line('L2', '2026-10-06', 5000)
      paysOut(world, 'po_1', 5000, '2026-10-06')
      comesBack(world, paysOut(world, 'po_2', 5000, '2026-10-05'), '2026-10-07')
      world.expect('BANK_WITHOUT_PAYOUT', 'L1', 'eur', 5000)
    },
  ),
  build('one payout and two lines on its day: either may be its own, neither is said to be without', (world) => {
    banked(world).line('L1', '2026-10-06', 5000).line('L2', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
    world.expect('AMBIGUOUS', 'po_1', 'eur', 5000)
  }),
  build('more pairs come before fewer days: the near line is left to the payout that has no other', (world) => {
    // The fifth business day after 28 September is the 5th: po_2 can have L1 alone. So po_1, which is nearer, has L2.
    banked(world).line('L1', '2026-10-05', 5000).line('L2', '2026-10-09', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-05')
    paysOut(world, 'po_2', 5000, '2026-09-28')
  }),
  build('Friday’s and Monday’s payouts, lines on Friday and Monday: a weekend is no distance', (world) => {
    banked(world).line('L1', '2026-10-02', 5000).line('L2', '2026-10-05', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-02')
    paysOut(world, 'po_2', 5000, '2026-10-05')
  }),
  build('Sunday’s and Monday’s payouts, both lines on Tuesday the 6th: 2 + 1 days either way', (world) => {
    banked(world).line('L1', '2026-10-06', 5000).line('L2', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-04', { hour: 11 })
    paysOut(world, 'po_2', 5000, '2026-10-05')
    world.expect('AMBIGUOUS', 'po_1', 'eur', 5000)
    world.expect('AMBIGUOUS', 'po_2', 'eur', 5000)
  }),
  build('one debit, a return and a top-up of one amount and day: it may be either’s', (world) => {
    banked(world).line('L1', '2026-10-05', 5000).line('L2', '2026-10-07', -5000)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-10-05'), '2026-10-06')
    topsUp(world, 'tu_1', 5000, '2026-10-06')
    world.expect('AMBIGUOUS', 'po_1', 'eur', 5000)
    world.expect('AMBIGUOUS', 'tu_1', 'eur', 5000)
  }),
  build('a statement repeats the day before it: the line is still one line', (world) => {
    const bank = banked(world, 'eur', '2026-10-06').covers('2026-10-06', '2026-10-14')
    bank.line('L1', '2026-10-06', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
  }),
]
