import { build } from '../small-worlds/build'
import { banked, comesBack, paysOut, topsUp } from './small-steps'
import { bankTies } from './small-ties'

/*
 * October 2026, looked at on Thursday the 15th at noon:
 *   Mo Tu We Th Fr Sa Su
 *             1  2  3  4
 *    5  6  7  8  9 10 11
 *   12 13 14 15          (the 12th: Columbus Day, dollars rest)
 */
const RENT = { text: 'RENT', counterparty: 'Quayside Offices' }
const DEBIT = { text: 'STRIPE TOP UP', code: 'direct_debit' } as const

const payoutsWithoutLine = [
  build('a payout that arrived on the 7th is not in the bank: 8, 9, 12, 13, 14 are over', (world) => {
    banked(world)
    paysOut(world, 'po_1', 5000, '2026-10-07')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'eur', 5000)
  }),
  build('one that arrived on the 8th has until the end of today', (world) => {
    banked(world)
    paysOut(world, 'po_1', 5000, '2026-10-08')
  }),
  build(
    'dollars rest on the 12th: what arrived on the 7th has until today, what arrived on the 6th is late',
    (world) => {
      // 7, 8, 9, 13, 14 after the 6th; 8, 9, 13, 14, 15 after the 7th.
      // A CSV covers the days from its first line to its last.
      banked(world, 'usd').line('L1', '2026-09-01', -900, RENT).line('L2', '2026-10-14', -900, RENT)
      paysOut(world, 'po_1', 5000, '2026-10-06', { currency: 'usd' })
      paysOut(world, 'po_2', 6000, '2026-10-07', { currency: 'usd' })
      world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'usd', 5000)
    },
  ),
  build('statements end on the 13th: the 14th might still bring it', (world) => {
    banked(world, 'eur', '2026-10-13')
    paysOut(world, 'po_1', 5000, '2026-10-07')
  }),
  build('statements begin on the day of arrival: the day before might have brought it', (world) => {
    // What was booked on the 25th stands in no statement: the balances do not go on.
    banked(world, 'eur', '2026-09-20').line('L1', '2026-09-25', -900, RENT).covers('2026-10-07', '2026-10-14')
    paysOut(world, 'po_1', 5000, '2026-10-07')
  }),
  build('statements begin on the day before arrival: that is enough', (world) => {
    banked(world, 'eur', '2026-09-20').covers('2026-10-06', '2026-10-14')
    paysOut(world, 'po_1', 5000, '2026-10-07')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'eur', 5000)
  }),
  build('on its way or paid, it is owed; pending or cancelled, it is not', (world) => {
    banked(world)
    paysOut(world, 'po_1', 5000, '2026-10-01', { status: 'in_transit' })
    paysOut(world, 'po_2', 6000, '2026-10-01', { status: 'pending' })
    comesBack(world, paysOut(world, 'po_3', 7000, '2026-10-01'), '2026-10-01', 'canceled')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'eur', 5000)
  }),
  build('a line one calendar day before arrival is the payout’s, one two days before is not', (world) => {
    banked(world).line('L1', '2026-10-05', 5000).line('L2', '2026-10-05', 6000)
    paysOut(world, 'po_1', 5000, '2026-10-06')
    paysOut(world, 'po_2', 6000, '2026-10-07')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_2', 'eur', 6000)
    world.expect('BANK_WITHOUT_PAYOUT', 'L2', 'eur', 6000)
  }),
  build('instant money of Saturday the 3rd: Friday’s line is one calendar day before it', (world) => {
    banked(world).line('L1', '2026-10-02', 5000)
    paysOut(world, 'po_1', 5000, '2026-10-03', { hour: 15 })
  }),
  build('the fifth business day after Thursday the 1st is the 8th: the 9th is too late', (world) => {
    banked(world).line('L1', '2026-10-08', 5000).line('L2', '2026-10-09', 6000)
    paysOut(world, 'po_1', 5000, '2026-10-01')
    paysOut(world, 'po_2', 6000, '2026-10-01')
    world.expect('PAYOUT_NOT_IN_BANK', 'po_2', 'eur', 6000)
    world.expect('BANK_WITHOUT_PAYOUT', 'L2', 'eur', 6000)
  }),
  build('a customer pays the amount of a payout on its day: that is not Stripe’s', (world) => {
    banked(world, 'gbp').line('L1', '2026-10-07', 5000, { text: 'INVOICE 7', counterparty: 'Ironleaf Lamps' })
    paysOut(world, 'po_1', 5000, '2026-10-07', { currency: 'gbp' })
    world.expect('PAYOUT_NOT_IN_BANK', 'po_1', 'gbp', 5000)
  }),
]

const linesWithoutPayout = [
  build(
    'a credit of Friday the 9th without a payout: 12, 13, 14 are over; one of the 12th has until today',
    (world) => {
      banked(world).line('L1', '2026-10-09', 5000).line('L2', '2026-10-12', 6000)
      world.expect('BANK_WITHOUT_PAYOUT', 'L1', 'eur', 5000)
    },
  ),
  build('dollars of the 9th without a payout have until today: 13, 14, 15', (world) => {
    banked(world, 'usd').line('L1', '2026-10-09', 5000).line('L2', '2026-10-08', 6000)
    world.expect('BANK_WITHOUT_PAYOUT', 'L2', 'usd', 6000)
  }),
  build('only the counterparty says Stripe, in small letters', (world) => {
    const words = { text: 'HARBOUR MARKET', counterparty: 'Stripe Technology' }
    banked(world, 'gbp').line('L1', '2026-10-01', 5000, words)
    world.expect('BANK_WITHOUT_PAYOUT', 'L1', 'gbp', 5000)
  }),
  build('a payout failed on the 7th and its money is still in the bank', (world) => {
    banked(world).line('L1', '2026-10-06', 5000)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-10-06'), '2026-10-07')
    world.expect('BANK_WITHOUT_PAYOUT', 'L1', 'eur', 5000)
  }),
  build('one that failed on the 8th may be sent back until the end of today', (world) => {
    banked(world).line('L1', '2026-10-06', 5000)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-10-06'), '2026-10-08')
  }),
  build('one that failed on the 7th was sent back on the last day, the 14th', (world) => {
    banked(world).line('L1', '2026-10-06', 5000).line('L2', '2026-10-14', -5000)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-10-06'), '2026-10-07')
  }),
  build('a payout that failed and never reached the bank raises nothing', (world) => {
    banked(world)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-09-29'), '2026-09-30')
  }),
  build('the credit of a payout that was called off is without a payout', (world) => {
    banked(world).line('L1', '2026-10-06', 5000)
    comesBack(world, paysOut(world, 'po_1', 5000, '2026-10-06'), '2026-10-02', 'canceled')
    world.expect('BANK_WITHOUT_PAYOUT', 'L1', 'eur', 5000)
  }),
]

const topups = [
  build('a top-up of the 7th that no debit pays for; one of the 8th has until today', (world) => {
    banked(world)
    topsUp(world, 'tu_1', 5000, '2026-10-07')
    topsUp(world, 'tu_2', 6000, '2026-10-08')
    world.expect('TOPUP_UNMATCHED', 'tu_1', 'eur', 5000)
  }),
  build('top-ups that failed, wait or were reversed ask for no debit', (world) => {
    banked(world)
    topsUp(world, 'tu_1', 5000, '2026-10-01', 'failed')
    topsUp(world, 'tu_2', 6000, '2026-10-01', 'pending')
    topsUp(world, 'tu_3', 7000, '2026-10-01', 'reversed')
  }),
  build('a debit of Stripe’s on the 9th without a top-up; one of the 12th has until today', (world) => {
    banked(world).line('L1', '2026-10-09', -5000, DEBIT).line('L2', '2026-10-12', -6000, DEBIT)
    world.expect('TOPUP_UNMATCHED', 'L1', 'eur', 5000)
  }),
  build('a debit pays for its top-up from the day before to the fifth business day', (world) => {
    const bank = banked(world).line('L1', '2026-10-04', -5000, DEBIT).line('L2', '2026-10-12', -6000, DEBIT)
    bank.line('L3', '2026-10-13', -7000, DEBIT)
    // Sunday the 4th is the calendar day before; 6, 7, 8, 9, 12 follow the 5th, so the 13th is too late, and not yet old.
    topsUp(world, 'tu_1', 5000, '2026-10-05')
    topsUp(world, 'tu_2', 6000, '2026-10-05')
    topsUp(world, 'tu_3', 7000, '2026-10-05')
    world.expect('TOPUP_UNMATCHED', 'tu_3', 'eur', 7000)
  }),
  build('a top-up still pending does not explain a debit of the 1st', (world) => {
    banked(world).line('L1', '2026-10-01', -5000, DEBIT)
    topsUp(world, 'tu_1', 5000, '2026-10-01', 'pending')
    world.expect('TOPUP_UNMATCHED', 'L1', 'eur', 5000)
  }),
]

/** The platform's bank, its statements held against payouts and top-ups. */
export const bankWorlds = [...payoutsWithoutLine, ...linesWithoutPayout, ...topups, ...bankTies]
