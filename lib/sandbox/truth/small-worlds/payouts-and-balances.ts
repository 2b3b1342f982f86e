import { build } from './build'
import { hoursAgo, PLATFORM, type SmallWorld } from './small-world'
import { cameBack, float, lineFor, lineOf, paidOut, refunded, SELLER, sold } from './steps'

/** A sale of 80.00 and one of 20.00, paid out together; the last item may be left off the payout's list. */
function paid(world: SmallWorld, items: number, hours = 60) {
  const first = sold(world, { id: 'ch_1', amount: 8000, at: hoursAgo(100) })
  const second = sold(world, { id: 'ch_2', amount: 2000, at: hoursAgo(99) })
  const swept = [first, second].map((charge) => String(charge.balance_transaction))
  const payout = paidOut(world, 'po_1', 10000, hoursAgo(hours), swept.slice(0, items))
  for (const object of [first, second, payout]) world.book(lineOf(object, SELLER))
  return { payout, lost: swept[items] }
}

export const payoutsAndBalances = [
  build('an automatic payout of 100.00 and its two sales: nothing is wrong', (world) => {
    paid(world, 2)
  }),
  build('the list of a payout of 100.00 forgets a sale of 20.00', (world) => {
    // 8000 − 10000 = −2000.
    const { lost } = paid(world, 1)
    world.plant({ mutation: 'payout_item_lost', account: SELLER, payout: 'po_1', item: lost! })
    world.expect('AMOUNT_MISMATCH', 'po_1', 'eur', 2000)
  }),
  build('a payout came back 30 hours ago, and the books still show it paid', (world) => {
    const { payout } = paid(world, 2)
    cameBack(world, payout, hoursAgo(30))
    world.forget(lineFor('payout_failure', SELLER, 'po_1', 10000, hoursAgo(30)))
    world.expect('PAYOUT_FAILED_UNBOOKED', 'po_1', 'eur', 10000)
  }),
  build('a payout 60 hours old came back 10 hours ago: the clock starts when it came back', (world) => {
    const { payout } = paid(world, 2)
    cameBack(world, payout, hoursAgo(10))
    world.forget(lineFor('payout_failure', SELLER, 'po_1', 10000, hoursAgo(10)))
    world.expect('TIMING_PENDING', 'po_1', 'eur', 10000)
  }),
  build('a refund after the payout: the seller owes', (world) => {
    // 10000 − 10000 − 3000 = −3000.
    paid(world, 2)
    const charge = world.get(SELLER, 'ch_1') as ReturnType<typeof sold>
    refunded(world, 're_1', charge, 3000, hoursAgo(5))
    world.book(lineFor('refund', SELLER, 're_1', 3000, hoursAgo(5)))
    world.expect('NEGATIVE_BALANCE', SELLER, 'eur', 3000)
  }),
  build('a transaction under a category that nobody has published', (world) => {
    float(world)
    const row = { account: PLATFORM, amount: -700, currency: 'eur', source: null, at: hoursAgo(5) }
    const transaction = world.move({ ...row, category: 'carbon_rebate', type: 'carbon_rebate' })
    world.plant({ mutation: 'unknown_type', account: PLATFORM, transaction })
    // The absolute net.
    world.expect('UNKNOWN_TYPE', transaction, 'eur', 700)
  }),
  build('the platform’s balance is 0.07 higher than its transactions', (world) => {
    float(world)
    world.moveUnseen(PLATFORM, 'eur', 7)
    world.expect('UNEXPLAINED_RESIDUAL', PLATFORM, 'eur', 7)
  }),
  build('money vanishes from a seller who had none left', (world) => {
    // 10000 − 10000 = 0; 500 vanish: −500, and no transaction explains them.
    paid(world, 2)
    world.moveUnseen(SELLER, 'eur', -500)
    world.expect('NEGATIVE_BALANCE', SELLER, 'eur', 500)
    world.expect('UNEXPLAINED_RESIDUAL', SELLER, 'eur', 500)
  }),
]
