import { Amount } from '@/components/finance/amount'
import { ShortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, sideAmountColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { everySeller } from '@/lib/domain/reports/report'
import type { CheckSum, DifferenceRow } from '@/lib/server/reports/queries'

/** Row by row: what the report says, what is stored, and on which line it stands. */
export function DifferencesTable({ rows }: { rows: readonly DifferenceRow[] }) {
  return (
    <RowsTable<DifferenceRow>
      caption="Rows that are not the same on both sides"
      rows={rows}
      keyOf={(row) => String(row.ordinal)}
      columns={[
        { head: 'What', names: true, cell: whatOf },
        idColumn('Id', (row) => row.transactionId, '/ledger/transactions'),
        wide({ head: 'Account', cell: (row) => <ShortId id={row.accountId} /> }),
        { head: 'Report', className: 'r', cell: (row) => <Side row={row} value={row.theirs} /> },
        { head: 'Ledger', className: 'r', cell: (row) => <Side row={row} value={row.ours} /> },
        wide({ head: 'Line', className: 'r', cell: (row) => row.line?.toLocaleString('en-GB') ?? '–' }),
      ]}
    />
  )
}

function whatOf({ kind, field }: DifferenceRow): string {
  if (kind === 'missing_here') return 'missing here'
  if (kind === 'missing_there') return 'missing in the report'
  return `${field?.replaceAll('_', ' ')} differs`
}

const moneyFields = new Set<string | null>([null, 'amount', 'fee', 'net'])

function Side({ row, value }: { row: DifferenceRow; value: string | null }) {
  if (value === null) return '–'
  return moneyFields.has(row.field) ? <Amount minor={BigInt(value)} currency={row.currency} /> : value
}

/** Opening, change and closing of the period: ours, and Stripe’s beside it where the report says it. */
export function SumsTable({ rows }: { rows: readonly CheckSum[] }) {
  return (
    <RowsTable<CheckSum>
      caption="Opening, change and closing of the period"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.currency}`}
      toneOf={(row) => (row.holds ? undefined : 'off')}
      columns={[
        { head: 'Account', names: true, cell: whose },
        amountColumn('Opening', (row) => ({ minor: row.openingMinor, currency: row.currency })),
        wide({
          head: 'Stripe’s opening',
          className: 'r',
          cell: (row) => <Theirs row={row} of={row.theirOpeningMinor} />,
        }),
        wide(sideAmountColumn('Rows', (row) => ({ minor: row.netMinor, currency: row.currency }))),
        wide({ head: 'Stripe’s rows', className: 'r', cell: (row) => <Theirs row={row} of={row.theirNetMinor} /> }),
        sideAmountColumn('Closing', (row) => ({ minor: row.closingMinor, currency: row.currency })),
        wide({
          head: 'Stripe’s closing',
          className: 'r',
          cell: (row) => <Theirs row={row} of={row.theirClosingMinor} />,
        }),
        { head: 'Holds', cell: (row) => (row.holds ? 'yes' : 'no') },
      ]}
    />
  )
}

/** The ends of all sellers together are of no one account. */
function whose({ accountId }: CheckSum) {
  return accountId === everySeller ? 'all sellers' : <ShortId id={accountId} />
}

function Theirs({ row, of }: { row: CheckSum; of: bigint | null }) {
  if (of === null) return <span className="faint">not in this report</span>
  return <Amount minor={of} currency={row.currency} code={false} align="mix" />
}
