import { shortId } from '@/components/finance/short-id'
import { whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { StuckEvent } from '@/lib/server/sync/oddities'
import { shown } from './oddities-cards'
import { RetryButton } from './retry-button'
import { adviceOn } from './retry-words'

type StuckCardProps = { rows: readonly StuckEvent[]; zone: string; disabledReason: string | null }

/** Webhooks that could not be worked off: why, and what to do. Nothing is shown while there is none. */
export function StuckCard({ rows, zone, disabledReason }: StuckCardProps) {
  if (rows.length === 0) return null
  return (
    <section className="card" aria-label="Webhooks that are stuck">
      <header>
        <h2>Webhooks that are stuck</h2>
        <span className="faint">{rows.length < shown.stuck ? rows.length : `newest ${rows.length}`}</span>
        <span className="push">
          <RetryButton id={null} disabledReason={disabledReason}>
            Try all again
          </RetryButton>
        </span>
      </header>
      <RowsTable<StuckEvent>
        caption="Webhooks that are stuck"
        rows={rows}
        keyOf={(row) => `${row.accountId} ${row.id}`}
        columns={[
          wide(whenColumn(zone, (row) => row.receivedAt, 'Received')),
          {
            head: 'Webhook',
            names: true,
            titleOf: (row) => row.id,
            cell: (row) => (
              <>
                {row.type} <span className="id">{shortId(row.id)}</span>
              </>
            ),
          },
          { head: 'Tries', onPhone: false, className: 'r', cell: triesOf },
          { head: 'Why it failed', look: 'wide', cell: (row) => row.lastError ?? 'no reason was given' },
          { head: 'What to do', onPhone: false, look: 'wide', cell: adviceOn },
          {
            head: 'Try again',
            spoken: true,
            onPhone: false,
            className: 'r',
            cell: (row) => (
              <RetryButton id={row.id} disabledReason={disabledReason}>
                Try again
              </RetryButton>
            ),
          },
        ]}
      />
    </section>
  )
}

function triesOf({ attempts, state }: StuckEvent): string {
  return state === 'failed' ? `${attempts}, given up` : String(attempts)
}
