import { build } from './build'
import { hoursAgo, PLATFORM } from './small-world'
import { float, lineOf, SELLER, sent, sold } from './steps'

export const differentAmounts = [
  build('a sale of 120.00 entered as 102.00', (world) => {
    // 12000 − 10200 = 1800.
    const line = lineOf(sold(world, { id: 'ch_1', amount: 12000, at: hoursAgo(5) }), SELLER)
    const entry = world.book({ ...line, amount: 10200 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 12000 })
    world.expect('AMOUNT_MISMATCH', 'ch_1', 'eur', 1800)
  }),
  build('a sale of 5,000 yen entered as 500: yen have no minor unit', (world) => {
    const line = lineOf(sold(world, { id: 'ch_1', amount: 5000, currency: 'jpy', at: hoursAgo(5) }), SELLER)
    const entry = world.book({ ...line, amount: 500 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 5000 })
    world.expect('AMOUNT_MISMATCH', 'ch_1', 'jpy', 4500)
  }),
  build('100.00 authorised, 60.00 captured and entered: nothing is wrong', (world) => {
    const charge = sold(world, { id: 'ch_1', amount: 10000, captured: 6000, at: hoursAgo(5) })
    world.book({ ...lineOf(charge, SELLER), amount: 6000 })
  }),
  build('100.00 authorised and entered, but only 60.00 captured', (world) => {
    // A sale is worth what was captured: 10000 − 6000 = 4000.
    const line = lineOf(sold(world, { id: 'ch_1', amount: 10000, captured: 6000, at: hoursAgo(5) }), SELLER)
    const entry = world.book({ ...line, amount: 10000 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 6000 })
    world.expect('AMOUNT_MISMATCH', 'ch_1', 'eur', 4000)
  }),
  build('a wrong entry for a charge whose money is still awaited: not compared yet', (world) => {
    const line = lineOf(sold(world, { id: 'ch_1', amount: 7000, at: hoursAgo(1), pending: true }), SELLER)
    const entry = world.book({ ...line, amount: 700 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 7000 })
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 7000)
  }),
  build('a sale in dollars entered in euros', (world) => {
    // Stripe's amount and currency count, whatever the books say.
    const line = lineOf(sold(world, { id: 'ch_1', amount: 3300, currency: 'usd', at: hoursAgo(5) }), SELLER)
    const entry = world.book({ ...line, currency: 'eur' })
    world.plant({ mutation: 'entry_currency_swapped', entry, honestCurrency: 'usd' })
    world.expect('CURRENCY_MISMATCH', 'ch_1', 'usd', 3300)
  }),
  build('a transfer of 45.00 entered as 54.00', (world) => {
    float(world)
    const charge = sold(world, { id: 'ch_1', amount: 5000, at: hoursAgo(30), on: PLATFORM })
    world.book(lineOf(charge, PLATFORM))
    const line = lineOf(sent(world, 'tr_1', charge, 4500, hoursAgo(29)), PLATFORM)
    const entry = world.book({ ...line, amount: 5400 })
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 4500 })
    // 5400 − 4500 = 900.
    world.expect('AMOUNT_MISMATCH', 'tr_1', 'eur', 900)
  }),
  build('honest twins: equal amounts, one day, one seller, two orders named by nothing else', (world) => {
    for (const [id, hours] of [
      ['ch_1', 6],
      ['ch_2', 5],
    ] as const) {
      const charge = sold(world, { id, amount: 2500, at: hoursAgo(hours), order: `ORD-${id}` })
      world.book({ ...lineOf(charge, SELLER), namesObject: false, orderReference: `ORD-${id}` })
    }
  }),
  build('one of two twins is missing: the other’s entry must not stand in for it', (world) => {
    const first = sold(world, { id: 'ch_1', amount: 2500, at: hoursAgo(40), order: 'ORD-1' })
    const second = sold(world, { id: 'ch_2', amount: 2500, at: hoursAgo(39), order: 'ORD-2' })
    world.book({ ...lineOf(second, SELLER), namesObject: false, orderReference: 'ORD-2' })
    world.forget({ ...lineOf(first, SELLER), namesObject: false, orderReference: 'ORD-1' })
    world.expect('MISSING_IN_BOOKS', 'ch_1', 'eur', 2500)
  }),
]
