import { amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { confidenceWord } from '@/lib/domain/payouts/confidence'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import type { PayoutRow } from '@/lib/server/payouts/queries'
import type { Names } from '../names'

export function PayoutsTable({ rows, names, zone }: { rows: readonly PayoutRow[]; names: Names; zone: string }) {
  return (
    <RowsTable<PayoutRow>
      caption="Payouts, newest first"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.id}`}
      columns={[
        wide(whenColumn(zone, (row) => row.created, 'Created')),
        { head: 'Account', cell: (row) => names.sellers.get(row.accountId) ?? shortId(row.accountId) },
        { head: 'Status', cell: (row) => <PayoutStatus status={row.status} /> },
        {
          head: 'Kind',
          onPhone: false,
          look: 'mute',
          cell: (row) => (row.automatic ? 'automatic' : row.instant ? 'instant' : 'by hand'),
        },
        { head: 'Made of', onPhone: false, look: 'mute', cell: (row) => madeOf(row) },
        wide(idColumn('Id', (row) => row.id, '/payouts')),
        amountColumn('Amount', (row) => ({
          minor: row.amountMinor,
          currency: row.currency,
          href: `/payouts/${row.id}`,
        })),
      ]}
    />
  )
}

/** Whether its rows are known, and how sure that is. */
function madeOf({ confidence, remainderMinor, currency }: PayoutRow): string {
  if (confidence === null || remainderMinor === null) return 'not composed yet'
  if (remainderMinor !== 0n) return `${amountPhrase(remainderMinor, currency)} left over`
  return `known rows, ${confidenceWord(confidence, compositionPolicy)}`
}

export function PayoutStatus({ status }: { status: string | null }) {
  const tone = status === 'failed' ? 'danger' : status === 'paid' ? 'success' : ''
  return <span className={`chip ${tone}`}>{status?.replaceAll('_', ' ') ?? 'unknown'}</span>
}
