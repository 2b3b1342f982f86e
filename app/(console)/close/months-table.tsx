import Link from 'next/link'
import { When } from '@/components/moment/when'
import { countColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { isClosed, type PeriodState, stateWords } from '@/lib/domain/close/lifecycle'
import type { Person } from '@/lib/server/access/queries'
import type { MonthRow } from '@/lib/server/close/queries'
import { monthHref } from './search-params'

type MonthsTableProps = { months: readonly MonthRow[]; scope: string; people: readonly Person[]; zone: string }

export function MonthsTable({ months, scope, people, zone }: MonthsTableProps) {
  const nameOf = (id: string | null | undefined) => people.find((person) => person.id === id)?.name ?? id ?? '–'
  return (
    <section className="card">
      <RowsTable<MonthRow>
        caption="Months, newest first"
        rows={months}
        keyOf={(row) => row.month}
        columns={[
          {
            head: 'Month',
            names: true,
            cell: ({ month }) => (
              <Link className="id" href={monthHref(month, scope)}>
                {month}
              </Link>
            ),
          },
          { head: 'State', cell: ({ period }) => <StateChip state={period?.state ?? 'open'} /> },
          {
            head: 'Postings',
            className: 'r',
            cell: ({ period }) => (period && isClosed(period.state) ? period.postings.toLocaleString('en-GB') : '–'),
          },
          wide(countColumn('Of them late', (row) => row.late, 'mute')),
          { head: 'Asked for by', onPhone: false, look: 'mute', cell: ({ period }) => nameOf(period?.askedBy) },
          { head: 'Closed by', onPhone: false, look: 'mute', cell: ({ period }) => nameOf(period?.closedBy) },
          {
            head: 'Closed',
            onPhone: false,
            look: 'mute',
            cell: ({ period }) =>
              period?.closedAt && isClosed(period.state) ? <When at={period.closedAt} zone={zone} /> : '–',
          },
        ]}
      />
    </section>
  )
}

export function StateChip({ state }: { state: PeriodState }) {
  const tone = isClosed(state) ? 'success' : state === 'asked' ? 'warning' : ''
  return <span className={`chip ${tone}`}>{stateWords[state]}</span>
}
