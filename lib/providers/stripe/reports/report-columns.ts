import type { ReportKind } from '@/lib/domain/reports/report'
import { breaking, type StatementTrouble } from '@/lib/domain/statements/trouble'

/** Which column says what. Times are read from columns that are in UTC whatever the account's zone is. */
export type ReportColumns = Readonly<Partial<Record<ReportField, string>>>
export type ReportField =
  | 'id'
  | 'accountId'
  | 'amount'
  | 'fee'
  | 'net'
  | 'currency'
  | 'category'
  | 'type'
  | 'created'
  | 'availableOn'
  | 'payoutId'

const itemized = {
  id: 'balance_transaction_id',
  created: 'created_utc',
  availableOn: 'available_on_utc',
  currency: 'currency',
  amount: 'gross',
  fee: 'fee',
  net: 'net',
  category: 'reporting_category',
}

/** The one of all connected accounts names none of them: it is the sum over all. */
const ends = { category: 'category', net: 'net_amount', currency: 'currency' }

/** Source: https://docs.stripe.com/reports/report-types and the head of the Dashboard's own file. */
export const reportColumns: Record<ReportKind, ReportColumns> = {
  activity: itemized,
  connected_activity: { ...itemized, accountId: 'connected_account' },
  payout_items: { ...itemized, payoutId: 'automatic_payout_id' },
  connected_payout_items: { ...itemized, payoutId: 'automatic_payout_id', accountId: 'connected_account' },
  dashboard: {
    ...{ id: 'id', type: 'Type', amount: 'Amount', fee: 'Fee', net: 'Net', currency: 'Currency' },
    ...{ created: 'Created (UTC)', availableOn: 'Available On (UTC)' },
  },
  summary: ends,
  connected_summary: ends,
}

/** Which run gives which kind. */
export const reportTypes: Record<Exclude<ReportKind, 'dashboard'>, string> = {
  activity: 'balance_change_from_activity.itemized.3',
  connected_activity: 'connected_account_balance_change_from_activity.itemized.3',
  payout_items: 'payout_reconciliation.itemized.5',
  summary: 'balance.summary.1',
  connected_payout_items: 'connected_account_payout_reconciliation.itemized.5',
  connected_summary: 'connected_account_balance.summary.1',
}

/** What is wrong with the head, if anything. Columns that are not known are no trouble: they are not read. */
export function headTrouble(head: readonly string[], columns: ReportColumns, line: number): StatementTrouble | null {
  for (const name of Object.values(columns)) {
    if (head.includes(name)) continue
    const fix = name.endsWith('_utc')
      ? 'Choose the UTC columns when you export: other times depend on a zone that the file does not name.'
      : 'Choose the kind of report that this file is, with all of its standard columns.'
    return breaking(line, 'column_missing', `The file has no column ${JSON.stringify(name)}`, fix)
  }
  // The last of two columns of one name would win without a word.
  const twice = head.find((name, at) => head.indexOf(name) !== at)
  if (twice === undefined) return null
  const quoted = JSON.stringify(twice.slice(0, 60))
  return breaking(line, 'column_twice', `The file has two columns ${quoted}`, 'Export it again; nothing was kept.')
}
