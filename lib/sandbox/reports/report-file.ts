import type { World } from '../world/state'
import { amountText, csvLine, timeText } from './amount'
import {
  activityRows,
  countsAt,
  type Interval,
  isPayout,
  payoutRows,
  type ReportRow,
  transactionsOf,
} from './report-rows'
import type { ReportType } from './report-types'

export type ReportWish = {
  type: ReportType
  interval: Interval
  columns: readonly string[]
  currency: string | undefined
  accounts: readonly string[]
}

/** The whole file of a run. It says the same whenever it is written: what was made before its end stays as it is. */
export function reportFile(world: World, wish: ReportWish): string {
  const lines = [csvLine(wish.columns)]
  if (wish.type.rows === 'summary') lines.push(...summaryLines(world, wish))
  else for (const account of wish.accounts) lines.push(...itemLines(world, wish, account))
  return lines.join('')
}

function itemLines(world: World, { type, interval, columns, currency }: ReportWish, account: string): string[] {
  const rows = (type.rows === 'activity' ? activityRows : payoutRows)(world, account, interval)
  return rows
    .filter(({ transaction }) => currency === undefined || transaction.currency === currency)
    .map((row) => csvLine(columns.map((column) => cells[column]?.(row) ?? '')))
}

const made = ({ transaction }: ReportRow) => timeText(transaction.created, 'seconds')
const available = ({ transaction }: ReportRow) => timeText(transaction.available_on, 'seconds')
const effective = ({ payout }: ReportRow) => (payout ? timeText(payout.effectiveAt, 'seconds') : '')
const amount = (field: 'amount' | 'fee' | 'net') => (row: ReportRow) =>
  amountText(row.transaction[field], row.transaction.currency)

const cells: Readonly<Record<string, (row: ReportRow) => string>> = {
  balance_transaction_id: ({ transaction }) => transaction.id,
  created: made,
  created_utc: made,
  available_on: available,
  available_on_utc: available,
  currency: ({ transaction }) => transaction.currency,
  gross: amount('amount'),
  fee: amount('fee'),
  net: amount('net'),
  reporting_category: ({ transaction }) => transaction.reporting_category,
  source_id: ({ transaction }) => transaction.source ?? '',
  description: ({ transaction }) => transaction.description ?? '',
  automatic_payout_id: ({ payout }) => payout?.id ?? '',
  automatic_payout_effective_at: effective,
  automatic_payout_effective_at_utc: effective,
  connected_account: ({ account }) => account,
}

/** Opening, what happened, closing: one block per currency that the accounts, taken together, have ever held. */
function summaryLines(world: World, wish: ReportWish): string[] {
  const { from, to } = wish.interval
  const all = wish.accounts.flatMap((account) => transactionsOf(world, account).map((row) => ({ account, row })))
  const currencies = [...new Set(all.map(({ row }) => row.currency))].sort()
  return currencies
    .filter((currency) => wish.currency === undefined || wish.currency === currency)
    .flatMap((currency) => {
      const sums = { opening: 0, gross: 0, fee: 0, payouts: 0 }
      for (const { account, row } of all) {
        const at = countsAt(world, account, row)
        if (row.currency !== currency || at >= to) continue
        if (at < from) sums.opening += row.net
        else if (isPayout(row)) sums.payouts += row.net
        else {
          sums.gross += row.amount
          sums.fee -= row.fee
        }
      }
      const net = sums.gross + sums.fee
      const told: [string, string, number][] = [
        ['starting_balance', `Starting balance (${timeText(from, 'seconds').slice(0, 10)})`, sums.opening],
        ['activity_gross', 'Account activity before fees', sums.gross],
        ['activity_fee', 'Less fees', sums.fee],
        ['activity', 'Net balance change from activity', net],
        ['payouts', 'Total payouts', sums.payouts],
        [
          'ending_balance',
          `Ending balance (${timeText(to, 'seconds').slice(0, 10)})`,
          sums.opening + net + sums.payouts,
        ],
      ]
      return told.map(([category, description, minor]) => {
        const row: Record<string, string> = { category, description, net_amount: amountText(minor, currency), currency }
        return csvLine(wish.columns.map((column) => row[column] ?? ''))
      })
    })
}
