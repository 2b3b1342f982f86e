import { assert } from '../base/assert'
import { chart } from '../ledger/chart'

/** The general ledgers whose import files are written. */
export const targets = ['netsuite', 'quickbooks', 'xero'] as const
export type Target = (typeof targets)[number]

export const targetNames: Record<Target, string> = { netsuite: 'NetSuite', quickbooks: 'QuickBooks', xero: 'Xero' }

export type ChartRoot = keyof typeof chart
export const chartRoots = Object.keys(chart) as ChartRoot[]

/** An account of the general ledger: NetSuite and Xero know it by its number, QuickBooks by its name. */
export type TargetAccount = { readonly number: string; readonly name: string }

/** What a marketplace said differently from what is shipped. */
export type ChartEdit = TargetAccount & { readonly target: Target; readonly root: ChartRoot }

/** Shipped numbers, by kind: 1 assets, 2 liabilities, 4 income, 5 expenses, 9 what has to be looked at. */
const numbers: Record<ChartRoot, string> = {
  stripe: '1100',
  payouts_in_transit: '1110',
  topups: '1120',
  connect_reserve: '1130',
  risk_reserve: '1140',
  connect_collection: '1150',
  issuing_holds: '1160',
  fx_clearing: '1190',
  fx_revaluation: '1195',
  book_differences: '1199',
  seller_payable: '2100',
  transfers_received: '2110',
  seller_debits: '2115',
  unreconciled_customer_funds: '2120',
  financing: '2130',
  accrued_fees: '2140',
  paid_elsewhere: '2150',
  customer_payments: '4000',
  application_fees: '4100',
  application_fees_returned: '4190',
  refunds: '4900',
  disputes: '5100',
  stripe_fees: '5200',
  passthrough_fees: '5210',
  application_fees_paid: '5220',
  network_costs: '5230',
  taxes: '5300',
  taxes_on_fees: '5310',
  withheld_tax: '5320',
  climate: '5400',
  issuing_spend: '5500',
  issuing_disputes: '5510',
  adjustments: '5600',
  fx_differences: '5700',
  write_offs: '5800',
  suspense: '9999',
}

export type ChartMap = ReadonlyMap<ChartRoot, TargetAccount>

/** The shipped account of every root with the marketplace's edits for one target laid over it. */
export function chartMap(target: Target, edits: readonly ChartEdit[] = []): ChartMap {
  const map = new Map<ChartRoot, TargetAccount>(
    chartRoots.map((root) => [root, { number: numbers[root], name: chart[root].title }]),
  )
  for (const { root, number, name } of edits.filter((edit) => edit.target === target)) map.set(root, { number, name })
  return map
}

export function isChartRoot(text: string): text is ChartRoot {
  return Object.hasOwn(chart, text)
}

/** A root that the chart does not have goes where a person looks. */
export function accountFor(map: ChartMap, root: string): TargetAccount {
  const account = map.get(isChartRoot(root) ? root : 'suspense') ?? map.get('suspense')
  assert(account, 'a chart map has every root')
  return account
}
