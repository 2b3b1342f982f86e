import { contractAt, feeByContract } from '../books/contracts'
import { currencyOf, SETTLEMENT } from '../market/currency'
import type { ChargeModel, Seller } from '../market/seller'
import { chooseMutation } from '../truth/choose-mutation'
import { orderOf } from '../truth/mutate-entry'
import { type Random, randomOf } from '../world/random'
import { mint } from '../world/record'
import type { World } from '../world/state'
import { planConversion, worsened } from './conversion'
import type { CartLine, Family } from './family'
import { draftDispute, planDispute, planRefund } from './plans'

const HOUR = 3600

export type Occasion = {
  key: string
  seller: Seller
  at: number
  partners: readonly Seller[]
  like?: { amount: number; currency: string }
  bookedAhead?: boolean
}

/** Decides everything about one sale before it happens; each part from a stream of its own. */
export function draftFamily(world: World, occasion: Occasion): Family {
  const { key, seller, at } = occasion
  const random = randomOf(world.options.seed, `sale/${key}`)
  const model = modelOf(random, seller, occasion.partners)
  const currency = occasion.like?.currency ?? currencyFor(random, seller, model)
  const lines = model === 'separate' ? cartLines(random, occasion, currency) : []
  const first = occasion.like?.amount ?? priceOf(random, seller, currency)
  const amount = model === 'separate' ? lines.reduce((sum, line) => sum + line.gross, 0) : first
  const debit = (currency === 'eur' || currency === 'usd') && random.chance(0.09)
  const manual =
    !debit &&
    occasion.bookedAhead !== true &&
    model !== 'separate' &&
    !(model === 'destination' && seller.retains) &&
    random.chance(0.07)
  const named = (name: string) => randomOf(world.options.seed, `${name}/${key}`)
  const refund = planRefund(named('refund'), named('refund-failure'))
  const family: Family = {
    key,
    order: orderOf(world, key),
    seller,
    model,
    account: model === 'direct' ? seller.account : world.platform,
    currency,
    amount,
    captured: manual && random.chance(0.65) ? partOf(amount, random.between(30, 90), currency) : amount,
    method: debit ? 'debit' : 'card',
    manualCapture: manual,
    captureAfter: random.between(1800, 3 * HOUR),
    lines,
    inParts: model === 'separate' && named('parts').chance(0.15),
    conversion: null,
    refund,
    dispute: debit ? null : planDispute(named('dispute'), refund),
    mutation: null,
    charge: mint(world, debit ? 'py' : 'ch', key),
    intent: mint(world, 'pi', key),
    chargedAt: at,
    bookedAhead: occasion.bookedAhead === true,
    unbooked: false,
  }
  family.conversion = planConversion(world, family)
  family.mutation = chooseMutation(world, family)
  prepare(world, family)
  return family
}

/** Some of what a family is to suffer is decided with its plans. */
function prepare(world: World, family: Family): void {
  const { conversion, mutation, refund } = family
  if (mutation?.name === 'conversion_worse') family.conversion = worsened(world, family, conversion!)
  // What is measured by shares is measured of whole transfers.
  if (mutation?.name.startsWith('transfer_') || mutation?.name === 'refund_incomplete') family.inParts = false
  if (mutation?.name === 'refund_incomplete') family.dispute = null
  if (mutation?.name === 'refunded_and_disputed') {
    const random = randomOf(world.options.seed, `second-dispute/${family.key}`)
    family.dispute = { ...draftDispute(random, refund), percent: 100, inquiry: false, won: random.chance(0.15) }
  }
  if (refund !== null && family.dispute !== null) family.inParts = false
}

function modelOf(random: Random, seller: Seller, partners: readonly Seller[]): ChargeModel {
  if (seller.model === 'separate') return partners.length > 0 && random.chance(0.8) ? 'separate' : 'destination'
  return seller.model
}

function currencyFor(random: Random, seller: Seller, model: ChargeModel): string {
  const foreign = random.chance(0.08)
  const settles = (SETTLEMENT as readonly string[]).includes(seller.currency)
  if (model === 'separate' || (model === 'destination' && seller.retains && settles)) return seller.currency
  if (model === 'destination' && seller.retains) return 'eur'
  if (!foreign) return seller.currency
  return seller.currency === 'eur' ? 'usd' : 'eur'
}

/** Prices end as prices do: often round, often just below. */
function priceOf(random: Random, seller: Seller, currency: string): number {
  const { perEuro, priceStep, unit } = currencyOf(currency)
  const raw = seller.price * perEuro * (0.35 + random.next() * 1.5 + random.next() ** 6 * 4)
  const ending = priceStep === 1 ? random.pick([0, 50, 90, 99, 95, random.between(0, 99), random.between(0, 99)]) : 0
  const whole =
    priceStep === 1 ? Math.max(3, Math.round(raw / unit)) * unit : Math.max(3, Math.round(raw / priceStep)) * priceStep
  return whole + ending
}

function cartLines(random: Random, occasion: Occasion, currency: string): CartLine[] {
  const count = random.chance(0.6) ? 1 : 2
  const partners = [...occasion.partners].slice(0, count)
  return [occasion.seller, ...partners].map((seller) => {
    const gross = priceOf(random, seller, currency)
    const contract = contractAt(seller.contracts, occasion.at) ?? seller.contracts[0]!
    return { seller, gross, net: gross - (feeByContract(contract, gross, currency) ?? 0) }
  })
}

/** Some percent of an amount, in the currency's price steps, never nothing and never all. */
export function partOf(amount: number, percent: number, currency: string): number {
  const { priceStep } = currencyOf(currency)
  const steps = Math.floor(amount / priceStep)
  return Math.min(Math.max(1, Math.floor((steps * percent) / 100)), Math.max(1, steps - 1)) * priceStep
}
