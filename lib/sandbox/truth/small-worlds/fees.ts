import { build } from './build'
import { hoursAgo, PLATFORM, type SmallWorld } from './small-world'
import { feeTaken, lineOf, SELLER, sold, tenPercent } from './steps'

type Case = { captured: number; authorised?: number; fee: number; booked?: number; at?: number }

/** A direct sale with its fee, both entered; the fee's entry says `booked`, or what was taken. */
function saleWithFee(world: SmallWorld, { captured, authorised, fee, booked, at }: Case): void {
  const when = at ?? hoursAgo(50)
  const id = `ch_${when}`
  const charge = sold(world, { id, amount: authorised ?? captured, captured, at: when })
  world.book(lineOf(charge, SELLER))
  const taken = feeTaken(world, `fee_${when}`, charge, fee, when + 60)
  world.book({ ...lineOf(taken, PLATFORM), amount: booked ?? fee })
}

const FEE = `fee_${hoursAgo(50)}`

export const fees = [
  build('12.00 taken on 100.00 where the contract says 10 %; the books follow the contract', (world) => {
    // 10000 × 1000 / 10000 = 1000; 1200 − 1000 = 200. The entry equals the contract: no AMOUNT_MISMATCH besides.
    tenPercent(world)
    saleWithFee(world, { captured: 10000, fee: 1200, booked: 1000 })
    world.plant({ mutation: 'fee_off_contract', fee: FEE, contractAmount: 1000, takenAmount: 1200 })
    world.expect('FEE_VARIANCE', FEE, 'eur', 200)
  }),
  build('8.50 taken on 100.00 where the contract says 10 %; the books follow Stripe', (world) => {
    // 1000 − 850 = 150, absolute.
    tenPercent(world)
    saleWithFee(world, { captured: 10000, fee: 850 })
    world.plant({ mutation: 'fee_off_contract', fee: FEE, contractAmount: 1000, takenAmount: 850 })
    world.expect('FEE_VARIANCE', FEE, 'eur', 150)
  }),
  build('10 % of 10.05 is 1.005, half up 1.01: nothing is wrong', (world) => {
    tenPercent(world)
    saleWithFee(world, { captured: 1005, fee: 101 })
  }),
  build('10 % of 10.05 taken as 1.00: one cent too little is a variance', (world) => {
    tenPercent(world)
    saleWithFee(world, { captured: 1005, fee: 100 })
    world.plant({ mutation: 'fee_off_contract', fee: FEE, contractAmount: 101, takenAmount: 100 })
    world.expect('FEE_VARIANCE', FEE, 'eur', 1)
  }),
  build('the fee is measured by what was captured: 10 % of 60.00, not of the 100.00 authorised', (world) => {
    tenPercent(world)
    saleWithFee(world, { authorised: 10000, captured: 6000, fee: 600 })
  }),
  build('a better tier 30 hours ago: the sale before pays 10 %, the sale after must pay 8 %', (world) => {
    // Before: 5000 × 10 % = 500, right. After: 5000 × 8 % = 400, taken 500: 100 too much.
    tenPercent(world)
    const bands = [{ currency: 'eur', fromMinor: 0, rateBp: 800, fixedMinor: 0 }]
    const about = { seller: SELLER, tier: 'Gold' as const, refundPolicy: 'returned' as const, bands }
    world.contract({ ...about, reference: 'CT-2', validFrom: hoursAgo(30) })
    saleWithFee(world, { captured: 5000, fee: 500, at: hoursAgo(31) })
    saleWithFee(world, { captured: 5000, fee: 500, at: hoursAgo(29) })
    const fee = `fee_${hoursAgo(29)}`
    world.plant({ mutation: 'fee_off_contract', fee, contractAmount: 400, takenAmount: 500 })
    world.expect('FEE_VARIANCE', fee, 'eur', 100)
  }),
  build('bands are not marginal: 250.00 at 6.75 % is 16.88, and 0.25 is added below 200.00 only', (world) => {
    // 25000 × 675 / 10000 = 1687.5 → 1688. 199.99: 19999 × 800 / 10000 = 1599.92 → 1600, + 25 = 1625.
    const low = { currency: 'eur', fromMinor: 0, rateBp: 800, fixedMinor: 25 }
    const high = { currency: 'eur', fromMinor: 20_000, rateBp: 675, fixedMinor: 0 }
    const about = { seller: SELLER, tier: 'Gold' as const, refundPolicy: 'kept' as const, bands: [low, high] }
    world.contract({ ...about, reference: 'CT-1', validFrom: hoursAgo(2400) })
    saleWithFee(world, { captured: 25_000, fee: 1688, at: hoursAgo(40) })
    saleWithFee(world, { captured: 19_999, fee: 1625, at: hoursAgo(41) })
  }),
  build('right fee, wrong entry: an amount that is neither Stripe’s nor the contract’s', (world) => {
    // The fee is 1000 as agreed; the entry says 910: 90.
    tenPercent(world)
    saleWithFee(world, { captured: 10000, fee: 1000, booked: 910 })
    const entry = world.entries.find((line) => line.kind === 'application_fee')!
    world.plant({ mutation: 'entry_amount_off', entry, honestAmount: 1000 })
    world.expect('AMOUNT_MISMATCH', FEE, 'eur', 90)
  }),
]
