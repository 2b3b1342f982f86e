import { build } from '../build'
import { hoursAgo, PLATFORM, type SmallWorld } from '../small-world'
import { float, lineFor, lineOf, OTHER, refunded, SELLER, sent, sold, takenBack } from '../steps'
import { bearing, disputedAt, disputeLine, lost } from './steps'

type Case = { disputed?: number; back?: number; refund?: number; isOpen?: boolean; sends?: number }

/**
 * A sale of 200.00 on the platform, of which a seller got 180.00; disputed 300 hours ago and lost. `back` was reversed
 * of the transfer, and 'refund' refunded before that.
 */
function lostSale(world: SmallWorld, { disputed = 20000, back = 0, refund = 0, isOpen, sends = 18000 }: Case): void {
  float(world)
  const charge = sold(world, { id: 'ch_1', amount: 20000, at: hoursAgo(500), on: PLATFORM })
  world.book(lineOf(charge, PLATFORM))
  const transfer = sent(world, 'tr_1', charge, sends, hoursAgo(499))
  world.book(lineOf(transfer, PLATFORM))
  if (refund > 0) {
    refunded(world, 're_1', charge, refund, hoursAgo(400), PLATFORM)
    world.book(lineFor('refund', PLATFORM, 're_1', refund, hoursAgo(400)))
  }
  const made = disputedAt(world, charge, hoursAgo(300), { amount: disputed })
  world.book(disputeLine('dispute', PLATFORM, disputed, hoursAgo(300)))
  if (!isOpen) lost(world, made)
  if (back === 0) return
  takenBack(world, 'trr_1', transfer, back, hoursAgo(100))
  world.book(lineFor('transfer_reversal', PLATFORM, 'trr_1', back, hoursAgo(100)))
}

export const recovery = [
  build('a dispute of 200.00 is lost, the seller bears it and kept his 180.00', (world) => {
    bearing(world, 'recovered')
    lostSale(world, {})
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 18000)
  }),
  build('the same, and the contract says that the platform bears it', (world) => {
    bearing(world, 'absorbed')
    lostSale(world, {})
  }),
  build('the same, and the contract does not say', (world) => {
    bearing(world)
    lostSale(world, {})
  }),
  build('the same, not decided yet', (world) => {
    bearing(world, 'recovered')
    lostSale(world, { isOpen: true })
  }),
  build('the seller gave 100.00 of his 180.00 back', (world) => {
    // 18000 − 10000.
    bearing(world, 'recovered')
    lostSale(world, { back: 10000 })
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 8000)
  }),
  build('one cent short is rounding', (world) => {
    bearing(world, 'recovered')
    lostSale(world, { back: 17999 })
  }),
  build('two cents short are not', (world) => {
    bearing(world, 'recovered')
    lostSale(world, { back: 17998 })
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 2)
  }),
  build('50.01 of 200.00 are disputed: of 179.99 the seller owes 45.01', (world) => {
    // 17999 × 5001 / 20000 = 4500.65 → 4501.
    bearing(world, 'recovered')
    lostSale(world, { disputed: 5001, sends: 17999 })
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 4501)
  }),
  build('half was refunded and taken back, the other half is lost: what came back was for the refund', (world) => {
    // Refund: 18000 × 10000 / 20000 = 9000, and 9000 came back. Dispute: min(9000, 18000 − 9000) = 9000, nothing came.
    bearing(world, 'recovered')
    lostSale(world, { refund: 10000, disputed: 10000, back: 9000 })
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 9000)
  }),
  build('150.00 refunded, 200.00 lost, and only the refund’s 135.00 came back', (world) => {
    // Refund: 18000 × 15000 / 20000 = 13500. Dispute: min(18000, 18000 − 13500) = 4500.
    // Given twice: min(15000, 15000 + 20000 − 20000) = 15000.
    bearing(world, 'recovered')
    lostSale(world, { refund: 15000, back: 13500 })
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 4500)
    world.expect('REFUNDED_AND_DISPUTED', 'ch_1', 'eur', 15000)
  }),
  build('half was refunded, the other half lost, and nothing at all came back: two debts, each its own', (world) => {
    // For the refund 9000, for the dispute 9000: what was reversed, nothing, is less than the refund's claim.
    bearing(world, 'recovered')
    lostSale(world, { refund: 10000, disputed: 10000 })
    world.expect('TRANSFER_NOT_REVERSED', 'tr_1', 'eur', 9000)
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 9000)
  }),
  build('a lost cart of two sellers, one of whom bears disputes: each by his own contract', (world) => {
    float(world)
    bearing(world, 'recovered')
    bearing(world, 'absorbed', OTHER)
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(500), on: PLATFORM })
    world.book(lineOf(charge, PLATFORM))
    world.book(lineOf(sent(world, 'tr_1', charge, 4500, hoursAgo(499), SELLER), PLATFORM))
    world.book(lineOf(sent(world, 'tr_2', charge, 5000, hoursAgo(499), OTHER), PLATFORM))
    lost(world, disputedAt(world, charge, hoursAgo(300)))
    world.book(disputeLine('dispute', PLATFORM, 10000, hoursAgo(300)))
    world.expect('DISPUTE_NOT_RECOVERED', 'tr_1', 'eur', 4500)
  }),
]
