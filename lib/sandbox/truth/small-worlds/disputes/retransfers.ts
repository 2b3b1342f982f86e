import type { Transfer } from '../../../objects/transfer'
import { build } from '../build'
import { hoursAgo, PLATFORM, type SmallWorld } from '../small-world'
import { float, lineFor, lineOf, refunded, sent, sold, takenBack } from '../steps'
import { bearing, disputedAt, disputeLine, wonAt } from './steps'

type Case = { parts?: readonly number[]; wonHours?: number; again?: readonly number[]; againAt?: number }

/** A disputed sale of 200.00; the seller's transfers came back at its opening, it was won, and `again` was sent. */
function wonSale(world: SmallWorld, { parts = [18000], wonHours = 30, again = [], againAt }: Case): void {
  float(world)
  bearing(world, 'recovered')
  const charge = sold(world, { id: 'ch_1', amount: 20000, at: hoursAgo(500), on: PLATFORM })
  world.book(lineOf(charge, PLATFORM))
  const transfers = parts.map((amount, nth) => sent(world, `tr_${nth + 1}`, charge, amount, hoursAgo(499)))
  for (const transfer of transfers) world.book(lineOf(transfer, PLATFORM))
  const made = disputedAt(world, charge, hoursAgo(300))
  world.book(disputeLine('dispute', PLATFORM, 20000, hoursAgo(300)))
  for (const [nth, transfer] of transfers.entries()) backFor(world, transfer, `trr_${nth + 1}`, transfer.amount)
  wonAt(world, made, hoursAgo(wonHours))
  world.book(disputeLine('dispute_reversal', PLATFORM, 20000, hoursAgo(wonHours)))
  for (const [nth, amount] of again.entries()) {
    const at = againAt ?? hoursAgo(wonHours - 2)
    world.book(lineOf(sent(world, `tr_again_${nth}`, charge, amount, at), PLATFORM))
  }
}

function backFor(world: SmallWorld, transfer: Transfer, id: string, amount: number): void {
  takenBack(world, id, transfer, amount, hoursAgo(300))
  world.book(lineFor('transfer_reversal', PLATFORM, id, amount, hoursAgo(300)))
}

export const retransfers = [
  build('180.00 were taken back for a dispute that was won 30 hours ago, and not sent again', (world) => {
    wonSale(world, {})
    world.expect('RETRANSFER_OWED', 'tr_1', 'eur', 18000)
  }),
  build('won exactly 24 hours ago: there is still time', (world) => {
    wonSale(world, { wonHours: 24 })
  }),
  build('sent again in full: nothing is wrong', (world) => {
    wonSale(world, { again: [18000] })
  }),
  build('sent again in the very second in which the money was back', (world) => {
    wonSale(world, { again: [18000], againAt: hoursAgo(30) })
  }),
  build('sent again but for one cent', (world) => {
    wonSale(world, { again: [17999] })
  }),
  build('100.00 of 180.00 sent again, in two parts', (world) => {
    // 18000 − 6000 − 4000.
    wonSale(world, { again: [6000, 4000] })
    world.expect('RETRANSFER_OWED', 'tr_1', 'eur', 8000)
  }),
  build('two transfers to one seller, 120.00 sent again: the first by id is made good first', (world) => {
    // tr_1: 10000 − 10000 = 0. tr_2: 8000 − 2000 = 6000.
    wonSale(world, { parts: [10000, 8000], again: [12000] })
    world.expect('RETRANSFER_OWED', 'tr_2', 'eur', 6000)
  }),
  build('what was taken back for a refund stays taken back after a won dispute', (world) => {
    // Refund of 50.00: 18000 × 5000 / 20000 = 4500 are claimed and 4500 were reversed. Nothing beyond that.
    float(world)
    bearing(world, 'absorbed')
    const charge = sold(world, { id: 'ch_1', amount: 20000, at: hoursAgo(500), on: PLATFORM })
    world.book(lineOf(charge, PLATFORM))
    const transfer = sent(world, 'tr_1', charge, 18000, hoursAgo(499))
    world.book(lineOf(transfer, PLATFORM))
    const after = refunded(world, 're_1', charge, 5000, hoursAgo(400), PLATFORM)
    world.book(lineFor('refund', PLATFORM, 're_1', 5000, hoursAgo(400)))
    backFor(world, transfer, 'trr_1', 4500)
    wonAt(world, disputedAt(world, after, hoursAgo(200), { amount: 15000 }), hoursAgo(100))
    world.book(disputeLine('dispute', PLATFORM, 15000, hoursAgo(200)))
    world.book(disputeLine('dispute_reversal', PLATFORM, 15000, hoursAgo(100)))
  }),
  build('won two hours ago, and the books have not heard of it', (world) => {
    // 2 h < 24 h: neither the entry nor the transfer is late.
    wonSale(world, { wonHours: 2 })
    world.entries.pop()
    world.forget(disputeLine('dispute_reversal', PLATFORM, 20000, hoursAgo(2)))
    world.expect('TIMING_PENDING', 'du_1', 'eur', 20000)
  }),
]
