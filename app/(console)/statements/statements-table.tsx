import Link from 'next/link'
import { amountColumn, whenColumn, wide } from '@/components/table/columns'
import { type Column, RowsTable } from '@/components/table/rows-table'
import type { StatementRow } from '@/lib/server/statements/queries'
import { statementHref, type Which } from './search-params'
import { daysOf } from './statement-days'
import { formatWords } from './statement-words'

type StatementsTableProps = { rows: readonly StatementRow[]; accounts: ReadonlyMap<string, string>; zone: string }

export function StatementsTable({ rows, accounts, zone }: StatementsTableProps) {
  return (
    <RowsTable<StatementRow>
      caption="Statements, the last imported first"
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        whenColumn(zone, (row) => row.importedAt, 'Imported'),
        {
          head: 'Statement',
          names: true,
          titleOf: (row) => row.fileName,
          cell: (row) => (
            <Link className="fig" prefetch={false} href={statementHref(row.id)}>
              {statementName(row)}
            </Link>
          ),
        },
        wide({ head: 'Account', cell: (row) => accounts.get(row.bankAccountId) ?? row.bankAccountId }),
        { head: 'Days', look: 'mute', cell: daysOf },
        countOf('New', 'added', (row) => row.linesAdded),
        wide(countOf('Known', 'known', (row) => row.linesKnown)),
        wide(countOf('Refused', 'refused', (row) => row.linesRefused)),
        ...(rows.some((row) => row.closingMinor !== null)
          ? [
              amountColumn<StatementRow>('Closing balance', (row) => ({
                minor: row.closingMinor ?? 0n,
                currency: row.currency,
                href: statementHref(row.id),
              })),
            ]
          : []),
      ]}
    />
  )
}

/** "MT940 7/1", "CSV october.csv". */
export function statementName({ format, sequence, page, fileName }: StatementRow): string {
  return `${formatWords[format]} ${sequence === null ? fileName : [sequence, page].filter(Boolean).join('/')}`
}

function countOf(head: string, which: Which, of: (row: StatementRow) => number): Column<StatementRow> {
  return {
    head,
    className: 'r',
    cell: (row) => (
      <Link className="fig" prefetch={false} href={statementHref(row.id, which)}>
        {of(row).toLocaleString('en-GB')}
      </Link>
    ),
  }
}
