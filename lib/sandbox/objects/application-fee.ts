import { newestOf } from '../listing/newest-of'

export type ApplicationFee = {
  id: string
  object: 'application_fee'
  account: string
  amount: number
  amount_refunded: number
  charge: string
  created: number
  currency: string
  refunded: boolean
  refunds: { object: 'list'; data: FeeRefund[]; has_more: boolean; url: string }
  [field: string]: unknown
}

export type FeeRefund = {
  id: string
  object: 'fee_refund'
  amount: number
  balance_transaction: string | null
  created: number
  currency: string
  fee: string
  metadata: Record<string, string>
}

export type ApplicationFeeInput = {
  id: string
  account: string
  amount: number
  currency: string
  created: number
  application: string
  charge: string
  balanceTransaction: string
  /** For destination charges: the charge on the platform, while `charge` is the payment on the seller's account. */
  originatingTransaction?: string | null
}

export function applicationFee(input: ApplicationFeeInput): ApplicationFee {
  return {
    id: input.id,
    object: 'application_fee',
    account: input.account,
    amount: input.amount,
    amount_refunded: 0,
    application: input.application,
    balance_transaction: input.balanceTransaction,
    charge: input.charge,
    created: input.created,
    currency: input.currency,
    fee_source: { charge: input.charge, type: 'charge' },
    livemode: false,
    originating_transaction: input.originatingTransaction ?? null,
    refunded: false,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/application_fees/${input.id}/refunds` },
  }
}

export type FeeRefundInput = {
  id: string
  amount: number
  currency: string
  created: number
  fee: string
  balanceTransaction: string
  metadata?: Record<string, string>
}

export function feeRefund(input: FeeRefundInput): FeeRefund {
  return {
    id: input.id,
    object: 'fee_refund',
    amount: input.amount,
    balance_transaction: input.balanceTransaction,
    created: input.created,
    currency: input.currency,
    fee: input.fee,
    metadata: input.metadata ?? {},
  }
}

/** What tells a fee's next refund from those before it. */
export function nthReturn({ refunds, amount_refunded }: ApplicationFee): string {
  return refunds.has_more ? `after-${amount_refunded}` : String(refunds.data.length)
}

/** The fee after one more refund of it. */
export function refundedBy(before: ApplicationFee, returned: FeeRefund): ApplicationFee {
  const amountRefunded = before.amount_refunded + returned.amount
  return {
    ...before,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === before.amount,
    refunds: newestOf(before.refunds, returned),
  }
}
