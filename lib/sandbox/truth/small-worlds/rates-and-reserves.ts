import { account } from '../../objects/account'
import { charge } from '../../objects/charge'
import { cardDetails } from '../../objects/payment-method-details'
import { build } from './build'
import { hoursAgo, NOW, PLATFORM, type SmallWorld } from './small-world'
import { float, lineOf, SELLER } from './steps'

type Converted = { amount?: number; captured?: number; rate: string; quoted?: string; settled: number }

/** A sale in dollars on a seller's account in euros; `settled` is what came of what was captured. */
function converted(world: SmallWorld, { amount = 10000, captured, rate, quoted = 'eur', settled }: Converted): void {
  const at = hoursAgo(30)
  const kept = captured ?? amount
  const methodDetails = cardDetails(amount, 'visa', '4242', 'US')
  const made = charge({ id: 'ch_1', amount, currency: 'usd', created: at, methodDetails })
  const row = { account: SELLER, currency: 'eur', source: 'ch_1', at }
  // The part that was let go is worth 36.80 euros, whatever else went wrong.
  const released = kept < amount ? 3680 : 0
  const transaction = world.move({ ...row, amount: settled + released, category: 'charge', type: 'charge' })
  if (released > 0) world.move({ ...row, amount: -released, category: 'partial_capture_reversal', type: 'refund' })
  const held = world.put(SELLER, { ...made, amount_captured: kept, balance_transaction: transaction })
  world.book({ ...lineOf(held, SELLER), quote: { currency: quoted, rate } })
}

/** A hold or a release of the platform's reserve. */
function reserved(world: SmallWorld, amount: number, hours: number): void {
  const row = { account: PLATFORM, currency: 'eur', source: null, at: hoursAgo(hours) }
  world.move({ ...row, amount: -amount, category: 'connect_reserved_funds', type: 'reserve_transaction' })
}

/** A row of Stripe's on a seller's account that holds 50.00 and whose fees `bears` pays. */
function billed(
  world: SmallWorld,
  bears: 'application' | 'stripe',
  amount: number,
  about: { category?: string; source?: string; on?: string } = {},
): string {
  const shop = { businessName: 'Small Shop', mcc: '5947', email: 'shop@example.com', phone: '+4930555', owner: null }
  const address = { city: 'Kassel', country: 'DE', line1: 'Weg 1', line2: null, postal_code: '34117', state: null }
  const ids = { id: SELLER, personId: 'person_1', bankAccountId: 'ba_1', bankLast4: '1234' }
  const schedule = { delay_days: 3, interval: 'daily' } as const
  const born = { country: 'DE', currency: 'eur', created: hoursAgo(2000) }
  world.put(SELLER, account({ ...shop, address, ...ids, ...born, bears, schedule }))
  const row = { account: about.on ?? SELLER, currency: 'eur', at: hoursAgo(1) }
  world.move({ ...row, amount: 5000, source: null, category: 'topup', type: 'topup', at: hoursAgo(900) })
  const category = about.category ?? 'fee'
  return world.move({ ...row, amount, category, type: 'stripe_fee', source: about.source ?? null })
}

export const ratesAndReserves = [
  build('100.00 dollars were to be 92.00 euros and became 90.00', (world) => {
    // 10000 × 0.92 = 9200; 9200 − 9000 = 200 > 100.
    converted(world, { rate: '0.92', settled: 9000 })
    world.plant({ mutation: 'conversion_worse', account: SELLER, charge: 'ch_1' })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 200)
  }),
  build('one euro less than promised is let pass', (world) => {
    // max(100, 9200 × 10 bp = 9.2 → 9) = 100; 100 is not more.
    converted(world, { rate: '0.92', settled: 9100 })
  }),
  build('one euro and a cent less is not', (world) => {
    converted(world, { rate: '0.92', settled: 9099 })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 101)
  }),
  build('of 4,600.50 euros ten basis points are 4.60: as much less is let pass', (world) => {
    // 500054 × 0.92 = 460049.68 → 460050; × 10 bp = 460.05 → 460.
    converted(world, { amount: 500_054, rate: '0.92', settled: 460_050 - 460 })
  }),
  build('of the same amount 4.61 less is not', (world) => {
    converted(world, { amount: 500_054, rate: '0.92', settled: 460_050 - 461 })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 461)
  }),
  build('more than promised is nobody’s complaint', (world) => {
    converted(world, { rate: '0.92', settled: 9400 })
  }),
  build('a promise in pounds says nothing of euros', (world) => {
    converted(world, { rate: '0.79', quoted: 'gbp', settled: 5000 })
  }),
  build('60.00 of 100.00 dollars captured: both transactions together were to be 55.20', (world) => {
    // 6000 × 0.92 = 5520; 8980 − 3680 = 5300; 5520 − 5300 = 220.
    converted(world, { captured: 6000, rate: '0.92', settled: 5300 })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 220)
  }),
  build('a rate of twelve places is not cut short', (world) => {
    // 100000000 × 0.000123456789 = 12345.6789 → 12346; 12346 − 12000 = 346 > max(100, 12).
    converted(world, { amount: 100_000_000, rate: '0.000123456789', settled: 12000 })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 346)
  }),
  build('half a cent is rounded up: 101 short of 5000.5', (world) => {
    // 10001 × 0.5 = 5000.5 → 5001; 5001 − 4900 = 101 > 100.
    converted(world, { amount: 10_001, rate: '0.5', settled: 4900 })
    world.expect('FX_VARIANCE', 'ch_1', 'eur', 101)
  }),
  build('a charge that has not settled has no rate yet', (world) => {
    const methodDetails = cardDetails(10000, 'visa', '4242', 'US')
    const made = charge({ id: 'ch_1', amount: 10000, currency: 'usd', created: NOW - 600, methodDetails })
    world.book({ ...lineOf(world.put(SELLER, made), SELLER), quote: { currency: 'eur', rate: '0.92' } })
    world.expect('TIMING_PENDING', 'ch_1', 'usd', 10000)
  }),
  build('300.00 held, 120.00 released, 180.00 in reserve: nothing is wrong', (world) => {
    float(world)
    reserved(world, 30000, 50)
    reserved(world, -12000, 20)
  }),
  build('300.00 held, 120.00 released, 200.00 in reserve', (world) => {
    // 20000 − (30000 − 12000).
    float(world)
    reserved(world, 30000, 50)
    reserved(world, -12000, 20)
    world.driftReserve('eur', 2000)
    world.expect('RESERVE_DRIFT', PLATFORM, 'eur', 2000)
  }),
  build('nothing was ever held, and 0.05 are in reserve', (world) => {
    float(world)
    world.driftReserve('eur', 5)
    world.expect('RESERVE_DRIFT', PLATFORM, 'eur', 5)
  }),
  build('a reserve that is 7.00 too small and a balance that is 3.00 too large are two things', (world) => {
    float(world)
    reserved(world, 30000, 50)
    world.driftReserve('eur', -700)
    world.moveUnseen(PLATFORM, 'eur', 300)
    world.expect('RESERVE_DRIFT', PLATFORM, 'eur', 700)
    world.expect('UNEXPLAINED_RESIDUAL', PLATFORM, 'eur', 300)
  }),
  build('a fee of 2.50 for no payment, on an account whose fees the platform pays', (world) => {
    const transaction = billed(world, 'application', -250)
    world.plant({ mutation: 'stray_fee', account: SELLER, transaction })
    world.expect('FEE_UNATTRIBUTED', transaction, 'eur', 250)
  }),
  build('a network cost of 0.80, on the same account', (world) => {
    const transaction = billed(world, 'application', -80, { category: 'network_cost' })
    world.plant({ mutation: 'stray_fee', account: SELLER, transaction })
    world.expect('FEE_UNATTRIBUTED', transaction, 'eur', 80)
  }),
  build('the same fee on an account that pays its own', (world) => {
    billed(world, 'stripe', -250)
  }),
  build('a fee that comes back to the seller is no fee', (world) => {
    billed(world, 'application', 250)
  }),
  build('a fee that names its payment belongs to that payment', (world) => {
    billed(world, 'application', -250, { source: 'ch_1' })
  }),
  build('Stripe’s bill to the platform itself is the platform’s', (world) => {
    billed(world, 'application', -250, { on: PLATFORM })
  }),
]
