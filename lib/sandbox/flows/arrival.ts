import { takeFee } from '../acts/application-fees'
import { applicationFeeDetail, bringIn, processingFees, settledAt, settledOn } from '../acts/charge-money'
import { sendTransfer } from '../acts/transfer-money'
import { keep } from '../books/keeper'
import type { ApplicationFee } from '../objects/application-fee'
import type { Charge } from '../objects/charge'
import type { Transfer } from '../objects/transfer'
import { takesFee } from '../truth/choose-mutation'
import { randomOf } from '../world/random'
import { record } from '../world/record'
import type { World } from '../world/state'
import { disputeLater } from './dispute'
import { partOf } from './draft-family'
import type { CartLine, Family } from './family'
import { contractFee, feeFor } from './fee'
import { refundLater } from './refund'
import { keepSale } from './sale'

/** The charge's money arrives: balance transactions, the application fee, the transfers to the sellers. */
export function arrive(world: World, family: Family): void {
  const held = world.store.get(family.account, family.charge) as Charge
  const captured: Charge = {
    ...held,
    captured: true,
    amount_captured: family.captured,
    paid: true,
    status: 'succeeded',
  }
  const fee = takesFee(family) ? feeFor(world, family) : 0
  const rate = family.conversion?.given ?? null
  const settled = settledAt(world, family.account, family.captured, family.currency, rate)
  const fees = processingFees(world, family.account, settled.amount, settled.currency)
  if (family.model === 'direct') {
    const taken = settledOn(world, family.account, fee, family.currency)
    fees.push(applicationFeeDetail(taken.amount, taken.currency))
  }
  const money = bringIn(world, family.account, captured, family.captured, fees, rate)
  const split = divide(world, family, fee, money)
  const after: Charge = {
    ...captured,
    balance_transaction: money.transaction,
    application_fee: split.fee,
    application_fee_amount: takesFee(family) ? fee : null,
    ...(split.transfer === null ? {} : { transfer: split.transfer }),
  }
  announce(world, family, after)
  if (family.mutation?.name === 'conversion_worse') {
    world.plants.push({ mutation: 'conversion_worse', account: family.account, charge: family.charge })
  }
  if (family.manualCapture) keepSale(world, family)
  refundLater(world, family)
  disputeLater(world, family)
}

type Money = { amount: number; currency: string; availableOn: number }

function divide(
  world: World,
  family: Family,
  fee: number,
  money: Money,
): { fee: string | null; transfer: string | null } {
  if (family.model === 'separate') {
    payCart(world, family, money)
    return { fee: null, transfer: null }
  }
  if (family.model === 'direct') {
    return { fee: earn(world, family, fee, family.charge, null, money.availableOn).id, transfer: null }
  }
  const retained = family.seller.retains
  const due = family.captured - feeFor(world, family)
  const amount = retained ? settledOn(world, world.platform, due, family.currency).amount : money.amount
  const sent = sendTransfer(world, {
    key: family.key,
    amount,
    currency: money.currency,
    destination: family.seller.account,
    availableOn: money.availableOn,
    sourceTransaction: family.charge,
    transferGroup: `group_${family.charge}`,
    ...(retained ? {} : { fee: { amount: fee, currency: family.currency } }),
  })
  keepTransfer(world, family, sent)
  if (retained) return { fee: null, transfer: sent.id }
  const earned = earn(world, family, fee, sent.destination_payment, family.charge, money.availableOn)
  return { fee: earned.id, transfer: sent.id }
}

/** Every seller's part of a cart, at once or in two parts within the hour. */
function payCart(world: World, family: Family, money: Money): void {
  const wrong = wrongLine(world, family)
  for (const line of family.lines) {
    const key = `${family.key}/${line.seller.index}`
    const amount = line === wrong?.line ? wrong.amount : line.net
    const first = family.inParts ? partOf(amount, 55, family.currency) : amount
    if (first > 0) passOn(world, family, line, money, key, first)
    if (first >= amount) continue
    const wait = randomOf(world.options.seed, `rest/${key}`).between(300, 3000)
    world.agenda.add(world.moment + wait, () => passOn(world, family, line, money, `${key}/rest`, amount - first))
  }
}

/** One seller of the cart who is to receive nothing, too little or too much. */
function wrongLine(world: World, family: Family): { line: CartLine; amount: number } | undefined {
  const name = family.mutation?.name
  if (name !== 'transfer_missing' && name !== 'transfer_short' && name !== 'transfer_over') return undefined
  const random = randomOf(world.options.seed, `wrong/${family.key}`)
  const line = random.pick(family.lines)
  const short = partOf(line.net, random.between(30, 90), family.currency)
  const over = line.net + partOf(line.net, random.between(5, 40), family.currency)
  world.plants.push({ mutation: name, account: family.account, charge: family.charge, seller: line.seller.account })
  return { line, amount: name === 'transfer_missing' ? 0 : name === 'transfer_short' ? short : over }
}

function passOn(world: World, family: Family, line: CartLine, money: Money, key: string, amount: number): void {
  const sent = sendTransfer(world, {
    key,
    amount,
    currency: family.currency,
    destination: line.seller.account,
    availableOn: money.availableOn,
    sourceTransaction: family.charge,
    transferGroup: family.order,
    metadata: { order_reference: family.order },
  })
  keepTransfer(world, family, sent)
}

function earn(
  world: World,
  family: Family,
  amount: number,
  charge: string,
  originatingTransaction: string | null,
  availableOn: number,
): ApplicationFee {
  const seller = family.seller.account
  const { key, currency } = family
  const fee = takeFee(world, { key, seller, amount, currency, charge, originatingTransaction, availableOn })
  const wrong = family.mutation?.name === 'fee_off_contract' ? family.mutation : null
  const contractAmount = contractFee(family)
  if (wrong !== null && contractAmount !== amount) {
    world.plants.push({ mutation: 'fee_off_contract', fee: fee.id, contractAmount, takenAmount: amount })
  }
  keep(
    world,
    {
      kind: 'application_fee',
      account: world.platform,
      objectId: fee.id,
      orderReference: family.order,
      amount: wrong?.booksFollow === 'contract' ? contractAmount : amount,
      currency,
      seller,
      chargeType: family.model,
    },
    family.mutation,
  )
  return fee
}

export function keepTransfer(world: World, family: Family, sent: Transfer): void {
  keep(
    world,
    {
      kind: 'transfer',
      account: world.platform,
      objectId: sent.id,
      orderReference: family.order,
      amount: sent.amount,
      currency: sent.currency,
      seller: sent.destination,
      chargeType: family.model,
    },
    family.mutation,
  )
}

function announce(world: World, family: Family, after: Charge): void {
  world.awaited.delete(family.charge)
  const type = family.manualCapture ? 'captured' : family.method === 'debit' ? 'succeeded' : 'updated'
  record(world, family.account, after, `charge.${type}`)
  if (type === 'updated') return
  const intent = world.store.get(family.account, family.intent)!
  const paid = { ...intent, status: 'succeeded', amount_capturable: 0, amount_received: family.captured }
  const fee = after.application_fee_amount
  record(world, family.account, { ...paid, application_fee_amount: fee }, 'payment_intent.succeeded')
}
