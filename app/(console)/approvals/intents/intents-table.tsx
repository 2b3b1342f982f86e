import Link from 'next/link'
import { ShortId } from '@/components/finance/short-id'
import { amountColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { IntentView } from '@/lib/server/intents/queries'
import { deciderName } from '../../names'
import { actWord, sayState } from './intent-words'

type IntentsTableProps = { rows: readonly IntentView[]; zone: string; people: ReadonlyMap<string, string> }

export function IntentsTable({ rows, zone, people }: IntentsTableProps) {
  return (
    <RowsTable<IntentView>
      caption="Acts at Stripe"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Act',
          names: true,
          cell: ({ action, exceptionId }) =>
            exceptionId ? (
              <Link className="link" href={`/exceptions/${exceptionId}`} prefetch={false}>
                {actWord(action)}
              </Link>
            ) : (
              actWord(action)
            ),
        },
        { head: 'On', onPhone: false, cell: ({ subject }) => (subject ? <ShortId id={subject} /> : '–') },
        amountColumn('Amount', ({ amountMinor, currency }) =>
          amountMinor === null || currency === null ? null : { minor: amountMinor, currency },
        ),
        { head: 'How it stands', cell: sayState, titleOf: ({ lastError }) => lastError ?? undefined },
        { head: 'Why', onPhone: false, look: 'mute', cell: ({ lastError }) => lastError ?? '' },
        { head: 'Asked by', onPhone: false, cell: ({ createdBy }) => deciderName(createdBy, people) },
        wide(whenColumn(zone, ({ createdAt }) => createdAt, 'Asked')),
        wide(whenColumn(zone, ({ nextAttemptAt }) => nextAttemptAt, 'Tried again')),
      ]}
    />
  )
}
