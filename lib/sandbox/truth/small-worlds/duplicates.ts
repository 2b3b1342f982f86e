import { build } from './build'
import { hoursAgo, NOW, type SmallWorld } from './small-world'
import { lineOf, SELLER, sold } from './steps'

/** Two charges for one order, 90 seconds apart; the books know the first. */
function chargedTwice(world: SmallWorld, isPending: boolean, written = hoursAgo(8)): void {
  const order = 'ORD-1'
  const first = sold(world, { id: 'ch_1', amount: 4200, at: hoursAgo(8), order })
  sold(world, { id: 'ch_2', amount: 4200, at: hoursAgo(8) + 90, order, pending: isPending })
  world.book({ ...lineOf(first, SELLER), orderReference: order, writtenAt: written })
  world.plant({ mutation: 'charged_twice', account: SELLER, charge: 'ch_1', second: 'ch_2' })
}

export const duplicates = [
  build('one sale entered twice: the later entry is one too many', (world) => {
    const line = lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(9) }), SELLER)
    const entry = world.book(line)
    const double = world.book({ ...line, reference: 'B-again', occurredAt: hoursAgo(8), role: 'double' })
    world.plant({ mutation: 'entry_doubled', entry, double })
    world.expect('DUPLICATE', 'B-again', 'eur', 12000)
  }),
  build('entered twice in the same second: the greater reference goes', (world) => {
    const line = lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(9) }), SELLER)
    const entry = world.book({ ...line, reference: 'B-a' })
    const double = world.book({ ...line, reference: 'B-b', role: 'double' })
    world.plant({ mutation: 'entry_doubled', entry, double })
    world.expect('DUPLICATE', 'B-b', 'eur', 12000)
  }),
  build('entered twice, first wrongly: the one that equals Stripe is kept', (world) => {
    const line = lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(9) }), SELLER)
    const entry = world.book({ ...line, reference: 'B-right', occurredAt: hoursAgo(8) })
    const double = world.book({ ...line, reference: 'B-wrong', amount: 1200, role: 'double' })
    world.plant({ mutation: 'entry_doubled', entry, double })
    world.expect('DUPLICATE', 'B-wrong', 'eur', 1200)
  }),
  build('one order charged twice, entered once', (world) => {
    chargedTwice(world, false)
    world.expect('DUPLICATE', 'ch_2', 'eur', 4200)
  }),
  build('charged twice, and the second charge’s money is not there yet', (world) => {
    chargedTwice(world, true)
    world.expect('TIMING_PENDING', 'ch_2', 'eur', 4200)
  }),
  build('charged twice, and the books know neither yet', (world) => {
    // 8 h < 24 h: each may still be entered.
    chargedTwice(world, false, NOW + 3600)
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 4200)
    world.expect('TIMING_PENDING', 'ch_2', 'eur', 4200)
  }),
  build('two charges of one order with different amounts are two parts, not a duplicate', (world) => {
    for (const [id, amount] of [
      ['ch_1', 4200],
      ['ch_2', 1800],
    ] as const) {
      const charge = sold(world, { id, amount, at: hoursAgo(8), order: 'ORD-1' })
      world.book({ ...lineOf(charge, SELLER), orderReference: 'ORD-1' })
    }
  }),
]
