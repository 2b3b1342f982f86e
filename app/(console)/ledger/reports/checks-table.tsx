import { Check, CircleDashed, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { ShortId } from '@/components/finance/short-id'
import { whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { CheckRow } from '@/lib/server/reports/queries'
import { kindWords, periodWords, verdictWords } from './report-words'

/** Every check with its verdict in a sentence, the last asked first. */
export function ChecksTable({ rows, zone }: { rows: readonly CheckRow[]; zone: string }) {
  return (
    <RowsTable<CheckRow>
      caption="Checks of Stripe’s own reports, newest first"
      rows={rows}
      keyOf={(row) => row.id}
      toneOf={(row) => (row.verdict === 'differs' ? 'off' : undefined)}
      columns={[
        { head: 'Verdict', cell: (row) => <Verdict row={row} /> },
        {
          head: 'Report',
          names: true,
          cell: (row) => (
            <Link className="fig" prefetch={false} href={`/ledger/reports/${row.id}`}>
              {kindWords[row.kind]}
            </Link>
          ),
        },
        { head: 'Days, UTC', look: 'mute', cell: periodWords },
        wide({ head: 'Account', cell: (row) => (row.accountId ? <ShortId id={row.accountId} /> : 'all sellers') }),
        wide({ head: 'What it says', look: 'fill', cell: verdictWords }),
        wide(whenColumn(zone, (row) => row.askedAt, 'Asked')),
      ]}
    />
  )
}

export function Verdict({ row }: { row: CheckRow }) {
  const { icon: Icon, tone, words } = looks[row.verdict ?? (row.state === 'refused' ? 'refused' : 'open')]
  return (
    <span className={`line g1 ${tone}`}>
      <Icon className="ico s" />
      {words}
    </span>
  )
}

const looks = {
  equal: { icon: Check, tone: 't-success', words: 'Equal' },
  differs: { icon: TriangleAlert, tone: 't-danger', words: 'Differs' },
  refused: { icon: TriangleAlert, tone: 't-warning', words: 'Not read' },
  open: { icon: CircleDashed, tone: 'faint', words: 'Under way' },
} as const
