import { build } from '../build'
import { hoursAgo, PLATFORM, type SmallWorld } from '../small-world'
import { float, lineOf, SELLER, sold } from '../steps'
import { askedAbout, disputedAt, disputeLine, lost, wonAt } from './steps'

/** A sale of 100.00 on the platform, 400 hours old and entered, disputed so many hours ago at a fee of 20.00. */
function disputedSale(world: SmallWorld, hours: number) {
  float(world)
  const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400), on: PLATFORM })
  world.book(lineOf(charge, PLATFORM))
  return disputedAt(world, charge, hoursAgo(hours), { fee: 2000 })
}

const dispute = (hours: number) => disputeLine('dispute', PLATFORM, 10000, hoursAgo(hours))
const fee = (hours: number, amount = 2000) => disputeLine('dispute_fee', PLATFORM, amount, hoursAgo(hours))
const reversal = (hours: number) => disputeLine('dispute_reversal', PLATFORM, 10000, hoursAgo(hours))

export const disputeEntries = [
  build('a dispute of 100.00 and its fee of 20.00, both entered: nothing is wrong', (world) => {
    disputedSale(world, 30)
    world.book(dispute(30))
    world.book(fee(30))
  }),
  build('the same dispute, 30 hours old, and the books know neither', (world) => {
    disputedSale(world, 30)
    world.forget(dispute(30))
    world.forget(fee(30))
    world.expect('DISPUTE_UNBOOKED', 'du_1', 'eur', 10000)
    world.expect('DISPUTE_FEE_UNBOOKED', 'du_1', 'eur', 2000)
  }),
  build('exactly 24 hours old it is in time, and the larger of the two amounts stands for both', (world) => {
    // 10000 and 2000 are pending for one object in one currency.
    disputedSale(world, 24)
    world.forget(dispute(24))
    world.forget(fee(24))
    world.expect('TIMING_PENDING', 'du_1', 'eur', 10000)
  }),
  build('a dispute of 100.00 dollars costs 20.00 euros: two currencies, two things that are pending', (world) => {
    float(world)
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400), on: PLATFORM, currency: 'usd' })
    world.book(lineOf(charge, PLATFORM))
    disputedAt(world, charge, hoursAgo(5), { fee: 2000, settled: { amount: 9200, currency: 'eur' } })
    world.forget(disputeLine('dispute', PLATFORM, 10000, hoursAgo(5), 'usd'))
    world.forget(fee(5))
    world.expect('TIMING_PENDING', 'du_1', 'usd', 10000)
    world.expect('TIMING_PENDING', 'du_1', 'eur', 2000)
  }),
  build('the fee alone was never entered', (world) => {
    disputedSale(world, 25)
    world.book(dispute(25))
    world.forget(fee(25))
    world.expect('DISPUTE_FEE_UNBOOKED', 'du_1', 'eur', 2000)
  }),
  build('a fee of 20.00 entered as 15.00', (world) => {
    // 2000 − 1500 = 500.
    disputedSale(world, 25)
    world.book(dispute(25))
    const entry = world.book(fee(25, 1500))
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 2000 })
    world.expect('AMOUNT_MISMATCH', 'du_1', 'eur', 500)
  }),
  build('a dispute entered twice', (world) => {
    disputedSale(world, 25)
    world.book(fee(25))
    const entry = world.book(dispute(25))
    const double = world.book({ ...dispute(24), reference: 'B-again', role: 'double' })
    world.plant({ mutation: 'entry_doubled', entry, double })
    world.expect('DUPLICATE', 'B-again', 'eur', 10000)
  }),
  build('won 30 hours ago, and the books still show it taken', (world) => {
    wonAt(world, disputedSale(world, 300), hoursAgo(30))
    world.book(dispute(300))
    world.book(fee(300))
    world.forget(reversal(30))
    world.expect('DISPUTE_UNBOOKED', 'du_1', 'eur', 10000)
  }),
  build('won 10 hours ago: the clock starts when the money was back', (world) => {
    wonAt(world, disputedSale(world, 300), hoursAgo(10))
    world.book(dispute(300))
    world.book(fee(300))
    world.forget(reversal(10))
    world.expect('TIMING_PENDING', 'du_1', 'eur', 10000)
  }),
  build('won 10 hours ago, and the books know neither: the dispute alone is asked for', (world) => {
    wonAt(world, disputedSale(world, 300), hoursAgo(10))
    world.book(fee(300))
    world.forget(dispute(300))
    world.forget(reversal(10))
    world.expect('DISPUTE_UNBOOKED', 'du_1', 'eur', 10000)
  }),
  build('a won dispute whose end was entered and whose beginning was not', (world) => {
    wonAt(world, disputedSale(world, 300), hoursAgo(30))
    world.book(fee(300))
    world.forget(dispute(300))
    world.book(reversal(30))
    world.expect('DISPUTE_UNBOOKED', 'du_1', 'eur', 10000)
  }),
  build('a lost dispute whose money the books have back since 80 hours', (world) => {
    // Stripe has no such reversal, and 80 h > 72 h.
    lost(world, disputedSale(world, 300))
    world.book(dispute(300))
    world.book(fee(300))
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...reversal(80), role: 'invented' }) })
    world.expect('MISSING_IN_STRIPE', 'B-dispute_reversal', 'eur', 10000)
  }),
  build('the bank only asks: no money moved, nothing is expected', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400) })
    world.book(lineOf(charge, SELLER))
    askedAbout(world, charge, hoursAgo(100), SELLER)
  }),
  build('the bank only asks, and the books wrote the money off 73 hours ago', (world) => {
    // 73 h > 72 h.
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400) })
    world.book(lineOf(charge, SELLER))
    askedAbout(world, charge, hoursAgo(100), SELLER)
    const line = disputeLine('dispute', SELLER, 10000, hoursAgo(73))
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...line, role: 'invented' }) })
    world.expect('MISSING_IN_STRIPE', 'B-dispute', 'eur', 10000)
  }),
  build('a dispute of a direct sale on an account whose fees somebody else pays: it has no fee', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(400) })
    world.book(lineOf(charge, SELLER))
    disputedAt(world, charge, hoursAgo(30), { on: SELLER })
    world.book(disputeLine('dispute', SELLER, 10000, hoursAgo(30)))
  }),
]
