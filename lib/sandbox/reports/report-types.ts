/**
 * The report types that the sandbox runs. `common`: the columns of a run that names none; `others` may be asked for.
 * Source: https://docs.stripe.com/reports/report-types.
 */
export type ReportType = {
  id: string
  name: string
  rows: 'activity' | 'payout_items' | 'summary'
  ofConnected: boolean
  common: readonly string[]
  others: readonly string[]
}

const money = ['currency', 'gross', 'fee', 'net', 'reporting_category', 'source_id', 'description']
const times = ['created_utc', 'available_on_utc', 'automatic_payout_id', 'automatic_payout_effective_at']
const activity = ['balance_transaction_id', 'created', 'available_on', ...money]
const summary = ['category', 'description', 'net_amount', 'currency']

export const reportTypes: readonly ReportType[] = [
  {
    id: 'balance_change_from_activity.itemized.3',
    name: 'Itemized balance change from activity',
    rows: 'activity',
    ofConnected: false,
    common: activity,
    others: times,
  },
  {
    id: 'connected_account_balance_change_from_activity.itemized.3',
    name: 'Connected account itemized balance change from activity',
    rows: 'activity',
    ofConnected: true,
    common: [...activity, 'connected_account'],
    others: times,
  },
  {
    id: 'payout_reconciliation.itemized.5',
    name: 'Itemized payout reconciliation',
    rows: 'payout_items',
    ofConnected: false,
    common: ['automatic_payout_id', 'automatic_payout_effective_at', ...activity],
    others: ['created_utc', 'available_on_utc', 'automatic_payout_effective_at_utc'],
  },
  {
    id: 'connected_account_payout_reconciliation.itemized.5',
    name: 'Connected account itemized payout reconciliation',
    rows: 'payout_items',
    ofConnected: true,
    common: ['automatic_payout_id', 'automatic_payout_effective_at', ...activity, 'connected_account'],
    others: ['created_utc', 'available_on_utc', 'automatic_payout_effective_at_utc'],
  },
  {
    id: 'connected_account_balance.summary.1',
    name: 'Connected account balance summary',
    rows: 'summary',
    ofConnected: true,
    common: summary,
    others: [],
  },
  {
    id: 'balance.summary.1',
    name: 'Balance summary',
    rows: 'summary',
    ofConnected: false,
    common: summary,
    others: [],
  },
]
