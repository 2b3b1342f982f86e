import { build } from './build'
import { hoursAgo, NOW, PLATFORM } from './small-world'
import { feeTaken, letGo, lineFor, lineOf, SELLER, sold, tenPercent } from './steps'

const nothing = { objectId: 'ch_nowhere', orderReference: 'ORD-nowhere', account: SELLER, currency: 'eur' }

export const missingSides = [
  build('a sale of 120.00, 30 hours old, that the books do not know', (world) => {
    // 30 h > 24 h: missing, with what was captured.
    world.forget(lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(30) }), SELLER))
    world.expect('MISSING_IN_BOOKS', 'ch_1', 'eur', 12000)
  }),
  build('the same sale 23 hours old: the books have another hour', (world) => {
    world.forget(lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(23) }), SELLER))
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 12000)
  }),
  build('the same sale exactly 24 hours old: created + 24 h = now is still in time', (world) => {
    world.forget(lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(24) }), SELLER))
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 12000)
  }),
  build('a sale that the night’s batch has not written yet', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 4500, at: hoursAgo(10) })
    world.book({ ...lineOf(charge, SELLER), writtenAt: NOW + 3600 })
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 4500)
  }),
  build('a bank debit three days on its way, and no entry: only its money is awaited', (world) => {
    // Unsettled charges are neither missing nor compared, although 72 h > 24 h.
    world.forget(lineOf(sold(world, { id: 'py_1', amount: 9900, at: hoursAgo(72), pending: true }), SELLER))
    world.expect('TIMING_PENDING', 'py_1', 'eur', 9900)
  }),
  build('an authorisation of 80.00 that has captured nothing, 6 days old: no money, nothing to find', (world) => {
    sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(144), captured: 0, pending: true })
  }),
  build('an authorisation of 80.00 entered as a sale 70 hours ago: it may still be captured', (world) => {
    // The entry names an object that is no sale yet: 70 h < 72 h.
    const charge = sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(70), captured: 0, pending: true })
    world.book({ ...lineOf(charge, SELLER), amount: 8000 })
    world.expect('TIMING_PENDING', 'B-ch_1', 'eur', 8000)
  }),
  build('an authorisation of 80.00 entered as a sale 73 hours ago and never captured', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(73), captured: 0, pending: true })
    world.book({ ...lineOf(charge, SELLER), amount: 8000 })
    world.expect('MISSING_IN_STRIPE', 'B-ch_1', 'eur', 8000)
  }),
  build('an authorisation of 80.00 that was let go 30 hours ago: its refund moved no money', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(50), captured: 0, pending: true })
    letGo(world, 're_1', charge, hoursAgo(30))
  }),
  build('the same, and the books entered the refund 80 hours ago', (world) => {
    // 80 h > 72 h: no money went back to the buyer.
    const charge = sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(90), captured: 0, pending: true })
    letGo(world, 're_1', charge, hoursAgo(80))
    world.book(lineFor('refund', SELLER, 're_1', 8000, hoursAgo(80)))
    world.expect('MISSING_IN_STRIPE', 'B-refund-re_1', 'eur', 8000)
  }),
  build('a sale of one order paid at the second try: the first authorisation was never captured', (world) => {
    // One charge of the order is money, the other is not: no duplicate, and the entry finds its charge.
    sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(30), captured: 0, pending: true, order: 'ORD-1' })
    const charge = sold(world, { id: 'ch_2', amount: 8000, at: hoursAgo(29), order: 'ORD-1' })
    world.book({ ...lineOf(charge, SELLER), namesObject: false, orderReference: 'ORD-1' })
  }),
  build('a sale in the books that Stripe never had, 80 hours old', (world) => {
    // 80 h > 72 h: Stripe's time is over.
    const line = { ...nothing, reference: 'B-1', kind: 'sale' as const, amount: 6600, occurredAt: hoursAgo(80) }
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...line, role: 'invented' }) })
    world.expect('MISSING_IN_STRIPE', 'B-1', 'eur', 6600)
  }),
  build('a sale of an order that no charge carries, 80 hours old', (world) => {
    const line = { ...nothing, reference: 'B-1', kind: 'sale' as const, amount: 6600, occurredAt: hoursAgo(80) }
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...line, role: 'invented', namesObject: false }) })
    world.expect('MISSING_IN_STRIPE', 'B-1', 'eur', 6600)
  }),
  build('a sale booked 40 hours ahead of its buyer: Stripe has 72', (world) => {
    world.book({
      ...nothing,
      reference: 'B-1',
      kind: 'sale',
      amount: 6600,
      occurredAt: hoursAgo(40),
      namesObject: false,
    })
    world.expect('TIMING_PENDING', 'B-1', 'eur', 6600)
  }),
  build('a payout expected 20 hours ago: 24 hours after that date Stripe is late', (world) => {
    // Booked 100 h ago, but expectedAt replaces the 72 h: 20 h < 24 h.
    const dates = { occurredAt: hoursAgo(100), expectedAt: hoursAgo(20) }
    const line = { ...nothing, ...dates, reference: 'B-1', kind: 'payout' as const, objectId: 'po_none', amount: 5000 }
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...line, role: 'invented' }) })
    world.expect('TIMING_PENDING', 'B-1', 'eur', 5000)
  }),
  build('the same payout expected 25 hours ago', (world) => {
    const dates = { occurredAt: hoursAgo(100), expectedAt: hoursAgo(25) }
    const line = { ...nothing, ...dates, reference: 'B-1', kind: 'payout' as const, objectId: 'po_none', amount: 5000 }
    world.plant({ mutation: 'entry_invented', entry: world.book({ ...line, role: 'invented' }) })
    world.expect('MISSING_IN_STRIPE', 'B-1', 'eur', 5000)
  }),
  build('an application fee of 10.00 that nobody entered', (world) => {
    // 100.00 × 10 % = 10.00: the fee is right, only its entry is missing.
    tenPercent(world)
    const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(50) })
    world.book(lineOf(charge, SELLER))
    world.forget(lineOf(feeTaken(world, 'fee_1', charge, 1000, hoursAgo(49)), PLATFORM))
    world.expect('MISSING_IN_BOOKS', 'fee_1', 'eur', 1000)
  }),
  build('a refund entered for a charge that has none', (world) => {
    world.book(lineOf(sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(100) }), SELLER))
    const line = { ...lineFor('refund', SELLER, 're_nowhere', 2500, hoursAgo(73)), role: 'invented' as const }
    world.plant({ mutation: 'entry_invented', entry: world.book(line) })
    // 73 h > 72 h.
    world.expect('MISSING_IN_STRIPE', 'B-refund-re_nowhere', 'eur', 2500)
  }),
]
