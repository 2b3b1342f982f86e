import { build } from './build'
import { bearing, disputedAt, disputeLine, wonAt } from './disputes/steps'
import { hoursAgo, NOW, PLATFORM, type SmallWorld } from './small-world'
import { float, lineFor, lineOf, OTHER, SELLER, sent, sold, takenBack } from './steps'

type Sent = { id: string; amount: number; to?: string; hours?: number }
type Case = { hours?: number; shares?: readonly [number, number]; currency?: string; writtenAt?: number }

/** A cart of 100.00, so many hours old, that promises 45.00 to one seller and 50.00 to another; `transfers` were made. */
function cart(world: SmallWorld, transfers: readonly Sent[], about: Case = {}) {
  const { hours = 30, shares = [4500, 5000], currency = 'eur', writtenAt } = about
  float(world)
  const charge = sold(world, { id: 'ch_1', amount: 10000, at: hoursAgo(hours), on: PLATFORM })
  const [first, second] = shares
  const promised = [
    { seller: SELLER, amount: first },
    { seller: OTHER, amount: second },
  ]
  const line = { ...lineOf(charge, PLATFORM), shares: promised, currency }
  const entry = world.book({ ...line, ...(writtenAt === undefined ? {} : { writtenAt }) })
  for (const { id, amount, to, hours: at } of transfers) {
    world.book(lineOf(sent(world, id, charge, amount, hoursAgo(at ?? hours), to), PLATFORM))
  }
  return { charge, entry }
}

const FIRST = { id: 'tr_1', amount: 4500 }
const SECOND = { id: 'tr_2', amount: 5000, to: OTHER }

export const shares = [
  build('a cart whose sellers got their 45.00 and 50.00: nothing is wrong', (world) => {
    cart(world, [FIRST, SECOND])
  }),
  build('the second seller got nothing', (world) => {
    cart(world, [FIRST])
    world.expect('TRANSFER_MISSING', 'ch_1', 'eur', 5000)
  }),
  build('neither got anything: their shares are added up', (world) => {
    // 4500 + 5000.
    cart(world, [])
    world.expect('TRANSFER_MISSING', 'ch_1', 'eur', 9500)
  }),
  build('exactly 24 hours after the money has arrived it is in time', (world) => {
    cart(world, [{ ...FIRST, amount: 4000 }], { hours: 24 })
  }),
  build('both sellers got too little: what is short is added up', (world) => {
    // (4500 − 4000) + (5000 − 4000).
    cart(world, [
      { ...FIRST, amount: 4000 },
      { ...SECOND, amount: 4000 },
    ])
    world.expect('SPLIT_INCOMPLETE', 'ch_1', 'eur', 1500)
  }),
  build('one seller got one cent too little, the other nothing', (world) => {
    cart(world, [{ ...FIRST, amount: 4499 }])
    world.expect('SPLIT_INCOMPLETE', 'ch_1', 'eur', 1)
    world.expect('TRANSFER_MISSING', 'ch_1', 'eur', 5000)
  }),
  build('45.00 sent as 20.00 and 25.00 are 45.00', (world) => {
    cart(world, [{ ...FIRST, amount: 2000 }, { id: 'tr_3', amount: 2500, hours: 29 }, SECOND])
  }),
  build('45.00 sent as 20.00 and 20.00', (world) => {
    cart(world, [{ ...FIRST, amount: 2000 }, { id: 'tr_3', amount: 2000, hours: 29 }, SECOND])
    world.expect('SPLIT_INCOMPLETE', 'ch_1', 'eur', 500)
  }),
  build('one seller got 50.00 for 45.00 an hour ago: too much has no clock', (world) => {
    cart(world, [{ ...FIRST, amount: 5000 }, SECOND], { hours: 1 })
    world.expect('OVER_TRANSFERRED', 'tr_1', 'eur', 500)
  }),
  build('one seller got his 45.00 twice: the later transfer is too much', (world) => {
    // tr_0 was made last: 9000 − 4500.
    cart(world, [FIRST, { id: 'tr_0', amount: 4500, hours: 29 }, SECOND])
    world.expect('OVER_TRANSFERRED', 'tr_0', 'eur', 4500)
  }),
  build('one got too much and the other too little, and nothing is netted', (world) => {
    cart(world, [
      { ...FIRST, amount: 5000 },
      { ...SECOND, amount: 4500 },
    ])
    world.expect('OVER_TRANSFERRED', 'tr_1', 'eur', 500)
    world.expect('SPLIT_INCOMPLETE', 'ch_1', 'eur', 500)
  }),
  build('a seller whose share is nothing got 50.00', (world) => {
    cart(world, [FIRST, SECOND], { shares: [4500, 0] })
    world.expect('OVER_TRANSFERRED', 'tr_2', 'eur', 5000)
  }),
  build('a seller whom the entry does not name got 1.00: his share is nothing', (world) => {
    cart(world, [FIRST, SECOND, { id: 'tr_3', amount: 100, to: 'acct_third' }])
    world.expect('OVER_TRANSFERRED', 'tr_3', 'eur', 100)
  }),
  build('shares in a currency that is not the charge’s measure nothing', (world) => {
    const { entry } = cart(world, [FIRST], { currency: 'usd' })
    world.plant({ mutation: 'entry_currency_swapped', entry, honestCurrency: 'eur' })
    world.expect('CURRENCY_MISMATCH', 'ch_1', 'eur', 10000)
  }),
  build('a cart that the books do not know yet promises nobody anything', (world) => {
    cart(world, [{ ...FIRST, amount: 9000 }], { hours: 2, writtenAt: NOW + 3600 })
    world.expect('TIMING_PENDING', 'ch_1', 'eur', 10000)
  }),
  build('a share that was sent and taken back again was sent', (world) => {
    cart(world, [FIRST, SECOND])
    const transfer = world.get(PLATFORM, 'tr_2') as ReturnType<typeof sent>
    takenBack(world, 'trr_1', transfer, 5000, hoursAgo(3))
    world.book(lineFor('transfer_reversal', PLATFORM, 'trr_1', 5000, hoursAgo(3)))
  }),
  build('45.00 taken back for a dispute and sent again after the win are not too much', (world) => {
    bearing(world, 'recovered')
    const { charge } = cart(world, [FIRST, SECOND], { hours: 400 })
    const made = disputedAt(world, charge, hoursAgo(300))
    world.book(disputeLine('dispute', PLATFORM, 10000, hoursAgo(300)))
    takenBack(world, 'trr_1', world.get(PLATFORM, 'tr_1') as ReturnType<typeof sent>, 4500, hoursAgo(300))
    world.book(lineFor('transfer_reversal', PLATFORM, 'trr_1', 4500, hoursAgo(300)))
    wonAt(world, made, hoursAgo(100))
    world.book(disputeLine('dispute_reversal', PLATFORM, 10000, hoursAgo(100)))
    world.book(lineOf(sent(world, 'tr_again', charge, 4500, hoursAgo(90)), PLATFORM))
  }),
]
