import { shortId } from '@/components/finance/short-id'
import { whenColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { AuditRow } from '@/lib/server/audit/rows'

type AuditTableProps = { rows: readonly AuditRow[]; people: readonly { id: string; name: string }[]; zone: string }

const kinds: Record<string, string> = {
  job: 'job',
  apiKey: 'API key',
  provider: 'provider',
  sellerLink: 'seller’s link',
}

export function AuditTable({ rows, people, zone }: AuditTableProps) {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (
    <RowsTable<AuditRow>
      caption="Acts, newest first"
      rows={rows}
      keyOf={(row) => String(row.seq)}
      columns={[
        { head: 'Row', onPhone: false, className: 'r', look: 'faint', cell: (row) => String(row.seq) },
        whenColumn(zone, (row) => row.at),
        { head: 'Who', look: 'clip', cell: (row) => <Who row={row} names={names} /> },
        { head: 'Act', look: 'med', cell: (row) => row.action },
        {
          head: 'About',
          onPhone: false,
          titleOf: (row) => row.subject,
          cell: (row) => names.get(row.subject) ?? <span className="id">{shortId(row.subject)}</span>,
        },
        {
          head: 'Detail',
          onPhone: false,
          look: 'fill',
          titleOf: (row) => JSON.stringify(row.detail),
          cell: (row) => <span className="id">{JSON.stringify(row.detail)}</span>,
        },
        {
          head: 'Hash',
          onPhone: false,
          className: 'r',
          titleOf: (row) => row.hash,
          cell: (row) => (
            <span className="id">
              {row.hash.slice(0, 4)}…{row.hash.slice(-4)}
            </span>
          ),
        },
      ]}
    />
  )
}

function Who({ row, names }: { row: AuditRow; names: ReadonlyMap<string, string> }) {
  if (row.actorKind === 'user') return names.get(row.actorId) ?? 'Someone who left'
  return (
    <span className="mute">
      {kinds[row.actorKind] ?? row.actorKind} {row.actorId}
    </span>
  )
}
