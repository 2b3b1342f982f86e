import { build } from '../build'
import { hoursAgo, PLATFORM, type SmallWorld } from '../small-world'
import { feeReturned, feeTaken, float, lineFor, lineOf, refunded, SELLER, sent, sold, tenPercent } from '../steps'
import { askedAbout, bouncedAt, disputedAt, disputeLine, lost, wonAt } from './steps'

/** A sale of 100.00 on the platform, entered, with one refund of `amount` 200 hours ago. */
function refundedSale(world: SmallWorld, amount: number, isBooked = true) {
  float(world)
  const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400), on: PLATFORM })
  world.book(lineOf(charge, PLATFORM))
  const after = refunded(world, 're_1', charge, amount, hoursAgo(200), PLATFORM)
  const line = lineFor('refund', PLATFORM, 're_1', amount, hoursAgo(200))
  if (isBooked) world.book(line)
  else world.forget(line)
  return after
}

/** The same sale, disputed for `amount` 100 hours ago, that entered. */
function refundedAndDisputed(world: SmallWorld, back: number, amount: number) {
  const made = disputedAt(world, refundedSale(world, back), hoursAgo(100), { amount })
  world.book(disputeLine('dispute', PLATFORM, amount, hoursAgo(100)))
  return made
}

const failure = (hours: number) => lineFor('refund_failure', PLATFORM, 're_1', 4000, hoursAgo(hours))

export const returnedRefunds = [
  build('a refund of 40.00 came back 30 hours ago, and the books still show it paid', (world) => {
    refundedSale(world, 4000)
    bouncedAt(world, 're_1', hoursAgo(30))
    world.forget(failure(30))
    world.expect('REFUND_FAILED', 're_1', 'eur', 4000)
  }),
  build(
    'it came back, that was not entered, and the buyer was paid again: the books show one refund too many',
    (world) => {
      refundedSale(world, 4000)
      bouncedAt(world, 're_1', hoursAgo(90))
      world.forget(failure(90))
      const charge = world.get(PLATFORM, 'ch_1') as ReturnType<typeof sold>
      refunded(world, 're_2', charge, 4000, hoursAgo(50), PLATFORM)
      world.book(lineFor('refund', PLATFORM, 're_2', 4000, hoursAgo(50)))
      world.expect('REFUND_FAILED', 're_1', 'eur', 4000)
    },
  ),
  build('it came back, and was entered as 30.00', (world) => {
    // 4000 − 3000.
    refundedSale(world, 4000)
    bouncedAt(world, 're_1', hoursAgo(30))
    const entry = world.book({ ...failure(30), amount: 3000 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 4000 })
    world.expect('AMOUNT_MISMATCH', 're_1', 'eur', 1000)
  }),
  build('a refund that did not fail, entered as come back 80 hours ago', (world) => {
    // 80 h > 72 h: Stripe has no such thing.
    refundedSale(world, 4000)
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...failure(80), role: 'invented' }) })
    world.expect('MISSING_IN_STRIPE', 'B-refund_failure-re_1', 'eur', 4000)
  }),
  build('it came back exactly 24 hours ago: the clock starts when the money was back', (world) => {
    refundedSale(world, 4000)
    bouncedAt(world, 're_1', hoursAgo(24))
    world.forget(failure(24))
    world.expect('TIMING_PENDING', 're_1', 'eur', 4000)
  }),
  build('neither the refund nor its coming back was entered: one is enough', (world) => {
    refundedSale(world, 4000, false)
    bouncedAt(world, 're_1', hoursAgo(30))
    world.forget(failure(30))
    world.expect('MISSING_IN_BOOKS', 're_1', 'eur', 4000)
  }),
  build('it came back, that was entered, and the buyer was paid again: nothing is wrong', (world) => {
    refundedSale(world, 4000)
    bouncedAt(world, 're_1', hoursAgo(90))
    world.book(failure(90))
    const charge = world.get(PLATFORM, 'ch_1') as ReturnType<typeof sold>
    refunded(world, 're_2', charge, 4000, hoursAgo(50), PLATFORM)
    world.book(lineFor('refund', PLATFORM, 're_2', 4000, hoursAgo(50)))
  }),
  build('a refund that came back asks no seller for anything; the one that was made instead does, once', (world) => {
    // Two refunds of 40.00, one of them failed: 9000 × 4000 / 10000 = 3600, not 7200.
    const charge = refundedSale(world, 4000)
    world.book(lineOf(sent(world, 'tr_1', charge, 9000, hoursAgo(399)), PLATFORM))
    bouncedAt(world, 're_1', hoursAgo(90))
    world.book(failure(90))
    const open = world.get(PLATFORM, 'ch_1') as ReturnType<typeof sold>
    refunded(world, 're_2', open, 4000, hoursAgo(50), PLATFORM)
    world.book(lineFor('refund', PLATFORM, 're_2', 4000, hoursAgo(50)))
    world.expect('TRANSFER_NOT_REVERSED', 'tr_1', 'eur', 3600)
  }),
  build('two refunds, one of which came back: the other alone is rounded', (world) => {
    // 1000 × 2000 / 10000 = 200; 200 − 198 = 2 > 1 refund.
    tenPercent(world)
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400) })
    world.book(lineOf(charge, SELLER))
    const fee = feeTaken(world, 'fee_1', charge, 1000, hoursAgo(399))
    world.book(lineOf(fee, PLATFORM))
    for (const [id, amount] of [
      ['re_1', 4000],
      ['re_2', 2000],
    ] as const) {
      refunded(world, id, charge, amount, hoursAgo(200))
      world.book(lineFor('refund', SELLER, id, amount, hoursAgo(200)))
    }
    bouncedAt(world, 're_1', hoursAgo(90), SELLER)
    world.book({ ...failure(90), account: SELLER })
    feeReturned(world, 'fr_1', fee, 198, hoursAgo(200))
    world.book(lineFor('application_fee_refund', PLATFORM, 'fr_1', 198, hoursAgo(200)))
    world.expect('APP_FEE_NOT_REFUNDED', 'fee_1', 'eur', 2)
  }),
  build('100.00 refunded in full and disputed in full: the customer has it twice', (world) => {
    // min(10000, 10000 + 10000 − 10000).
    refundedAndDisputed(world, 10000, 10000)
    world.expect('REFUNDED_AND_DISPUTED', 'ch_1', 'eur', 10000)
  }),
  build('30.00 refunded and 100.00 disputed and lost: 30.00 are given twice', (world) => {
    // min(3000, 3000 + 10000 − 10000).
    lost(world, refundedAndDisputed(world, 3000, 10000))
    world.expect('REFUNDED_AND_DISPUTED', 'ch_1', 'eur', 3000)
  }),
  build('30.00 refunded and the other 70.00 disputed: together what was captured', (world) => {
    refundedAndDisputed(world, 3000, 7000)
  }),
  build('30.00 refunded and 70.01 disputed: one cent too much', (world) => {
    refundedAndDisputed(world, 3000, 7001)
    world.expect('REFUNDED_AND_DISPUTED', 'ch_1', 'eur', 1)
  }),
  build('refunded, disputed, and the dispute was won: the money is there again', (world) => {
    wonAt(world, refundedAndDisputed(world, 3000, 10000), hoursAgo(50))
    world.book(disputeLine('dispute_reversal', PLATFORM, 10000, hoursAgo(50)))
  }),
  build('the refund of a disputed sale came back: the customer has it once', (world) => {
    refundedAndDisputed(world, 4000, 10000)
    bouncedAt(world, 're_1', hoursAgo(90))
    world.book(failure(90))
  }),
  build('refunded after the bank only asked: no money was withdrawn', (world) => {
    askedAbout(world, refundedSale(world, 10000), hoursAgo(250))
  }),
]
