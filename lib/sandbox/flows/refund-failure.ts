import { bounceRefund } from '../acts/refund-money'
import { keep } from '../books/keeper'
import type { Charge } from '../objects/charge'
import type { Refund } from '../objects/refund'
import type { World } from '../world/state'
import type { Family } from './family'
import { refundOnce } from './refund'

/** The buyer's bank sends the refund back some days later; what fee and transfers gave for it stays given. */
export function failLater(world: World, family: Family, made: Refund): void {
  const { after, again } = family.refund!.failure!
  world.agenda.add(world.moment + after, () => {
    const failed = bounceRefund(world, family.account, made.id)
    const about = { orderReference: family.order, seller: family.seller.account, chargeType: family.model }
    const object = { objectId: failed.id, amount: failed.amount, currency: failed.currency }
    keep(world, { kind: 'refund_failure', account: family.account, ...object, ...about }, family.mutation)
    if (again !== null) world.agenda.add(world.moment + again, () => refundAgain(world, family, made))
  })
}

/** The same amount once more, unless somebody has given it back in the meantime. */
function refundAgain(world: World, family: Family, failed: Refund): void {
  const charge = world.store.get(family.account, family.charge) as Charge
  const room = charge.amount_captured - charge.amount_refunded
  if (failed.amount <= room && !charge.disputed) refundOnce(world, family, failed.amount, failed)
}
