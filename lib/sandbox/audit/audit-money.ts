import type { StripeObject } from '../store/store'
import { type Finding, finding } from '../truth/evidence'
import type { Held, Reading } from './reading'
import type { Scene } from './scene'

const WEEK = 7 * 86_400
/** Stripe's published reporting categories. */
const CATEGORIES = new Set(
  `advance advance_funding anticipation_repayment charge charge_failure climate_order_purchase climate_order_refund
  connect_collection_transfer connect_reserved_funds contribution dispute dispute_reversal fee financing_paydown
  financing_paydown_reversal financing_payout financing_payout_reversal issuing_authorization_hold
  issuing_authorization_release issuing_dispute issuing_transaction network_cost other_adjustment
  partial_capture_reversal payout payout_reversal platform_earning platform_earning_refund refund refund_failure
  risk_reserved_funds tax topup topup_reversal transfer transfer_reversal unreconciled_customer_funds`.split(/\s+/),
)

/** Charges without money, payouts without their items, balances below zero, and balances that nothing explains. */
export function auditMoney(reading: Reading, scene: Scene): Finding[] {
  return [
    ...reading.of('charge').flatMap(({ object }) => awaiting(reading, object)),
    ...reading.of('payout').flatMap((held) => items(reading, scene, held.account, held.object)),
    ...reading.of('balance_transaction').flatMap(({ object }) => unknown(object)),
    ...reading.of('balance_transaction').flatMap((held) => strayFee(reading, held)),
    ...Object.keys(scene.balances).flatMap((account) => balance(reading, scene, account)),
  ]
}

function awaiting(reading: Reading, charge: StripeObject): Finding[] {
  if (charge.balance_transaction !== null || charge.captured === false || Number(charge.created) + WEEK < reading.now)
    return []
  return [finding('TIMING_PENDING', charge.id, String(charge.currency), Number(charge.amount))]
}

function items(reading: Reading, scene: Scene, account: string, payout: StripeObject): Finding[] {
  if (payout.automatic !== true || payout.reconciliation_status !== 'completed') return []
  const swept = (scene.payoutItems[payout.id] ?? []).map((id) => reading.find(account, id))
  const sum = swept.reduce((total, row) => total + Number(row?.net), 0)
  return sum === 0 ? [] : [finding('AMOUNT_MISMATCH', payout.id, String(payout.currency), sum)]
}

function unknown(row: StripeObject): Finding[] {
  if (CATEGORIES.has(String(row.reporting_category))) return []
  return [finding('UNKNOWN_TYPE', row.id, String(row.currency), Number(row.net))]
}

/** A fee that names no payment, on an account whose fees somebody else pays. */
function strayFee(reading: Reading, { account, object: row }: Held): Finding[] {
  const isFee = row.reporting_category === 'fee' || row.reporting_category === 'network_cost'
  if (!isFee || Number(row.net) >= 0 || row.source !== null || account === reading.platform) return []
  const controller = reading.find(account, account)?.controller as { fees: { payer: string } } | undefined
  if (controller === undefined || controller.fees.payer === 'account') return []
  return [finding('FEE_UNATTRIBUTED', row.id, String(row.currency), Number(row.net))]
}

type Part = { amount: number; currency: string }

function balance(reading: Reading, scene: Scene, account: string): Finding[] {
  const shown = scene.balances[account] as unknown as { available: Part[]; pending: Part[]; connect_reserved?: Part[] }
  const rows = reading.of('balance_transaction').filter((held) => held.account === account)
  return shown.available.flatMap(({ currency, amount }) => {
    const of = (parts: Part[] | undefined) => parts?.find((part) => part.currency === currency)?.amount ?? 0
    const total = amount + of(shown.pending)
    const own = rows.filter((held) => held.object.currency === currency).map((held) => held.object)
    const sum = (list: StripeObject[]) => list.reduce((net, row) => net + Number(row.net), 0)
    const reserved = -sum(own.filter((row) => row.reporting_category === 'connect_reserved_funds'))
    const drift = of(shown.connect_reserved) - reserved
    const residual = total - sum(own)
    return [
      ...(total < 0 ? [finding('NEGATIVE_BALANCE', account, currency, total)] : []),
      ...(drift === 0 ? [] : [finding('RESERVE_DRIFT', account, currency, drift)]),
      ...(residual === 0 ? [] : [finding('UNEXPLAINED_RESIDUAL', account, currency, residual)]),
    ]
  })
}
