import Link from 'next/link'
import { When } from '@/components/moment/when'
import { ListCard } from '@/components/table/list-card'
import type { ImportRow } from '@/lib/server/books/queries'
import type { Names } from '../names'
import { booksHref } from './search-params'

export function ImportsCard({ rows, names, zone }: { rows: readonly ImportRow[]; names: Names; zone: string }) {
  return (
    <ListCard
      title="Imports"
      empty="No file has been imported yet."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: 'When', className: 'mute', cell: (row) => <When at={row.importedAt} zone={zone} /> },
        { head: 'File', cell: (row) => row.name },
        { head: 'By', cell: (row) => names.people.get(row.importedBy) ?? row.importedBy },
        {
          head: 'Lines written',
          className: 'r',
          cell: (row) => (
            <Link className="fig" prefetch={false} href={booksHref({ import: row.id })}>
              {row.rowsGood.toLocaleString('en-GB')}
            </Link>
          ),
        },
        { head: 'Lines refused', className: 'r', cell: (row) => row.rowsBad.toLocaleString('en-GB') },
      ]}
    />
  )
}
