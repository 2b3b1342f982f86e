import {
  type ApplicationFee,
  applicationFee,
  type FeeRefund,
  feeRefund,
  nthReturn,
  refundedBy,
} from '../objects/application-fee'
import { move } from '../world/ledger'
import { mint, record } from '../world/record'
import type { World } from '../world/state'
import { APPLICATION, applicationFeeDetail, settledOn } from './charge-money'

type Taking = {
  key: string
  seller: string
  amount: number
  currency: string
  charge: string
  originatingTransaction: string | null
  availableOn: number
}

/** The platform earns its fee. The seller's side stands in the fee details of the seller's own transaction. */
export function takeFee(world: World, taking: Taking): ApplicationFee {
  const id = mint(world, 'fee', taking.key)
  const settled = settledOn(world, world.platform, taking.amount, taking.currency)
  const transaction = move(world, world.platform, {
    key: 'fee',
    amount: settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    availableOn: taking.availableOn,
    type: 'application_fee',
    category: 'platform_earning',
    source: id,
    description: `Application fee from ${taking.seller}`,
  })
  const fee = applicationFee({
    id,
    account: taking.seller,
    amount: taking.amount,
    currency: taking.currency,
    created: world.moment,
    application: APPLICATION,
    charge: taking.charge,
    balanceTransaction: transaction.id,
    originatingTransaction: taking.originatingTransaction,
  })
  record(world, world.platform, fee, 'application_fee.created')
  return fee
}

/**
 * The platform gives back some of a fee. `carried` says that the seller's side already stands in the fee details of
 * a refund on the seller's account; otherwise the seller receives it by a transaction of its own.
 */
export function returnFee(
  world: World,
  fee: ApplicationFee,
  amount: number,
  carried: boolean,
  metadata: Record<string, string> = {},
): FeeRefund {
  const id = mint(world, 'fr', `${fee.id}/${nthReturn(fee)}`)
  const settled = settledOn(world, world.platform, amount, fee.currency)
  const transaction = move(world, world.platform, {
    key: 'fee_refund',
    amount: -settled.amount,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: 'application_fee_refund',
    category: 'platform_earning_refund',
    source: id,
  })
  const common = { id, amount, currency: fee.currency, created: world.moment, fee: fee.id, metadata }
  const returned = feeRefund({ ...common, balanceTransaction: transaction.id })
  record(world, world.platform, returned)
  record(world, world.platform, refundedBy(fee, returned), 'application_fee.refunded')
  if (!carried) creditSeller(world, fee, amount)
  return returned
}

function creditSeller(world: World, fee: ApplicationFee, amount: number): void {
  const settled = settledOn(world, fee.account, amount, fee.currency)
  move(world, fee.account, {
    key: `fee_returned/${fee.id}/${nthReturn(fee)}`,
    amount: 0,
    currency: settled.currency,
    exchangeRate: settled.exchangeRate,
    type: 'adjustment',
    category: 'fee',
    source: null,
    feeDetails: [applicationFeeDetail(-settled.amount, settled.currency)],
    description: 'Application fee refund',
  })
}
