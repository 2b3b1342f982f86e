import type { World } from '../world/state'
import { amountText, csvLine, timeText } from './amount'
import { type Interval, rowsMade } from './report-rows'

const HEAD = [
  ...['id', 'Type', 'Source', 'Amount', 'Fee', 'Net', 'Currency', 'Created (UTC)', 'Available On (UTC)', 'Description'],
]

/** What "Export" on the Dashboard's balance page gives: all rows, payouts too, newest first, times to the minute. */
export function dashboardCsv(world: World, account: string, interval: Interval): string {
  const rows = rowsMade(world, account, interval).reverse()
  const lines = rows.map((row) =>
    csvLine([
      ...[row.id, row.type, row.source ?? ''],
      ...[row.amount, row.fee, row.net].map((minor) => amountText(minor, row.currency)),
      ...[row.currency, timeText(row.created, 'minutes'), timeText(row.available_on, 'minutes'), row.description ?? ''],
    ]),
  )
  return [csvLine(HEAD), ...lines].join('')
}
