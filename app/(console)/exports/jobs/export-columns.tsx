import Link from 'next/link'
import { whenColumn, wide } from '@/components/table/columns'
import type { Column } from '@/components/table/rows-table'
import type { ExportRow } from '@/lib/server/exports/jobs/queries'
import { ExportState } from '../export-state'
import { listWords, said, sizeWords } from '../export-words'

/** One export: of which list, with which filter, and how far it is. */
export function exportColumns(zone: string): Column<ExportRow>[] {
  return [
    {
      head: 'List',
      names: true,
      cell: ({ id, list, format }) => (
        <Link className="fig" prefetch={false} href={`/exports/${id}`}>
          {listWords[list]} as {format.toUpperCase()}
        </Link>
      ),
    },
    wide({ head: 'Filter', look: 'fill', cell: ({ filterWords }) => filterWords || 'none' }),
    { head: 'State', cell: ({ state }) => <ExportState state={state} /> },
    { head: 'Rows', className: 'r', cell: rowsOf },
    wide({ head: 'Size', className: 'r', cell: ({ bytes }) => (bytes > 0n ? sizeWords(bytes) : '–') }),
    wide(whenColumn(zone, (row) => row.askedAt, 'Asked')),
  ]
}

function rowsOf({ state, rowsDone, rowsExpected }: ExportRow): string {
  if (state === 'running' && rowsExpected) return `${said(rowsDone)} of ${said(rowsExpected)}`
  return rowsDone > 0n ? said(rowsDone) : '–'
}
