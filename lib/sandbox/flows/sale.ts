import { APPLICATION } from '../acts/charge-money'
import type { Share } from '../books/entry'
import { keep } from '../books/keeper'
import { inventBuyer } from '../market/people'
import { type Charge, charge } from '../objects/charge'
import { paymentIntent } from '../objects/payment-intent'
import { bankDebitDetails, cardDetails } from '../objects/payment-method-details'
import { takesFee } from '../truth/choose-mutation'
import { randomOf } from '../world/random'
import { mint, record } from '../world/record'
import type { World } from '../world/state'
import { arrive } from './arrival'
import { quoteOf } from './conversion'
import type { Family } from './family'
import { feeFor } from './fee'

const HOUR = 3600
const DEBIT_DAYS = 4

/** The buyer pays. The money reaches a balance later: cards within the next hour, bank debits after four days. */
export function sell(world: World, family: Family): void {
  const made = makeCharge(world, family)
  const status = family.manualCapture ? 'requires_capture' : made.status === 'pending' ? 'processing' : 'succeeded'
  const intent = paymentIntent({
    id: family.intent,
    amount: family.amount,
    currency: family.currency,
    created: world.moment,
    status,
    latestCharge: made.id,
    method: String(made.payment_method_details.type),
    paymentMethod: String(made.payment_method),
    manualCapture: family.manualCapture,
    application: made.application,
    applicationFeeAmount: made.application_fee_amount,
    metadata: made.metadata,
    transferData: intentTransfer(made),
    transferGroup: made.transfer_group,
  })
  record(
    world,
    family.account,
    intent,
    `payment_intent.${status === 'requires_capture' ? 'amount_capturable_updated' : status}`,
  )
  record(world, family.account, made, made.status === 'pending' ? 'charge.pending' : 'charge.succeeded')
  world.awaited.set(made.id, family.account)
  world.books.ahead.delete(made.id)
  if (!family.manualCapture && !family.bookedAhead && !family.unbooked) keepSale(world, family)
  world.agenda.add(arrivalTime(world, family), () => arrive(world, family))
}

/** The sale as the shop enters it: by its charge, or by its order alone. */
export function keepSale(world: World, family: Family): void {
  const shares: Share[] = family.lines.map((line) => ({ seller: line.seller.account, amount: line.net }))
  keep(
    world,
    {
      kind: 'sale',
      account: family.account,
      objectId: family.charge,
      namesObject: !family.seller.orderOnly,
      orderReference: family.order,
      amount: family.captured,
      currency: family.currency,
      seller: family.seller.account,
      chargeType: family.model,
      ...(shares.length > 0 ? { shares } : {}),
      ...(family.conversion === null ? {} : { quote: quoteOf(family.conversion) }),
    },
    family.mutation,
  )
}

function makeCharge(world: World, family: Family): Charge {
  const random = randomOf(world.options.seed, `buyer/${family.key}`)
  const { country } = family.seller
  const last4 = String(random.between(1000, 9999))
  const card = family.method === 'card'
  const fee = takesFee(family) && !family.manualCapture ? feeFor(world, family) : null
  return charge({
    id: family.charge,
    amount: family.amount,
    currency: family.currency,
    created: world.moment,
    captured: !family.manualCapture,
    status: card ? 'succeeded' : 'pending',
    application: family.model === 'direct' ? APPLICATION : null,
    applicationFeeAmount: fee,
    buyer: inventBuyer(random, country.code, country.cities, country.phone),
    description: `Order ${family.order}`,
    metadata: { order_reference: family.order },
    paymentIntent: family.intent,
    paymentMethod: mint(world, 'pm', family.key),
    methodDetails: card
      ? cardDetails(family.amount, random.pick(['visa', 'mastercard', 'amex']), last4, country.code)
      : bankDebitDetails(family.currency, last4, country.code),
    transferData: transferData(world, family),
    transferGroup: family.model === 'separate' ? family.order : null,
  })
}

function transferData(world: World, family: Family): Charge['transfer_data'] {
  if (family.model !== 'destination') return null
  const amount = family.seller.retains ? family.captured - feeFor(world, family) : null
  return { amount, destination: family.seller.account }
}

function intentTransfer(made: Charge): { amount?: number; destination: string } | null {
  if (made.transfer_data === null) return null
  const { amount, destination } = made.transfer_data
  return amount === null ? { destination } : { amount, destination }
}

function arrivalTime(world: World, family: Family): number {
  if (family.method === 'debit') return world.moment + DEBIT_DAYS * 24 * HOUR
  if (family.manualCapture) return world.moment + family.captureAfter
  const random = randomOf(world.options.seed, `arrival/${family.key}`)
  return (Math.floor(world.moment / HOUR) + 1) * HOUR + random.between(20, 900)
}
