import type Stripe from 'stripe'

/** What Stripe's own package declares for every object that the sandbox serves. Read by the contract test's compiler. */
export type Served = {
  account: Stripe.Account
  application_fee: Stripe.ApplicationFee
  balance: Stripe.Balance
  balance_transaction: Stripe.BalanceTransaction
  charge: Stripe.Charge
  dispute: Stripe.Dispute
  event: Stripe.Event
  fee_refund: Stripe.FeeRefund
  file: Stripe.File
  payment_intent: Stripe.PaymentIntent
  payout: Stripe.Payout
  refund: Stripe.Refund
  topup: Stripe.Topup
  report_run: Stripe.Reporting.ReportRun
  report_type: Stripe.Reporting.ReportType
  transfer: Stripe.Transfer
  transfer_reversal: Stripe.TransferReversal
}
