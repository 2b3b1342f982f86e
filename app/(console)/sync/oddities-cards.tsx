import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { ListCard } from '@/components/table/list-card'
import type { HealView, QuarantineView } from '@/lib/server/sync/oddities'
import type { CursorView, SyncRunView } from '@/lib/server/sync/queries'
import type { UnknownType } from '@/lib/server/sync/unknown-types'
import type { Names } from '../names'
import { RunState } from './run-state'

export function RunsCard({ runs, zone }: { runs: readonly SyncRunView[]; zone: string }) {
  return (
    <ListCard
      title="Runs"
      empty="No sync has run yet."
      rows={runs}
      keyOf={(run) => run.id}
      columns={[
        { head: 'Run', cell: (run) => <span className="id">{shortId(run.id)}</span> },
        { head: 'Started', cell: (run) => <When at={run.startedAt} zone={zone} /> },
        { head: 'Kind', cell: (run) => run.kind },
        { head: 'State', cell: (run) => <RunState state={run.state} /> },
        { head: 'Accounts', className: 'r', cell: (run) => run.accountsDone.toLocaleString('en-GB') },
        { head: 'Rows', className: 'r', cell: (run) => run.rows.toLocaleString('en-GB') },
        { head: 'Rows/s', className: 'r', cell: (run) => run.rowsPerSecond.toLocaleString('en-GB') },
      ]}
    />
  )
}

type Zoned<T> = { rows: readonly T[]; zone: string }

export function UnknownCard({ rows, zone }: Zoned<UnknownType>) {
  return (
    <ListCard
      title="Unknown types"
      note="kept and counted, never dropped"
      empty="Stripe has sent nothing that this version does not know."
      rows={rows}
      keyOf={(row) => `${row.what} ${row.name}`}
      columns={[
        { head: 'What', cell: (row) => row.what },
        { head: 'Name', cell: (row) => <span className="id">{row.name}</span> },
        { head: 'Seen', className: 'r', cell: (row) => `${row.count.toLocaleString('en-GB')}${row.capped ? '+' : ''}` },
        { head: 'Last', className: 'r mute', cell: (row) => <When at={row.lastSeen} zone={zone} /> },
      ]}
    />
  )
}

export function QuarantineCard({ rows, zone }: Zoned<QuarantineView>) {
  return (
    <ListCard
      title="Quarantine"
      note="bodies that may not become rows, kept as bytes"
      empty="Every body that came could be read."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: 'Received', className: 'mute', cell: (row) => <When at={row.receivedAt} zone={zone} /> },
        { head: 'From', cell: (row) => row.source },
        { head: 'Why', cell: (row) => row.reason.replaceAll('_', ' ') },
        { head: 'Bytes', className: 'r', cell: (row) => row.bytes.toLocaleString('en-GB') },
        {
          head: 'Released',
          className: 'r',
          cell: (row) => (row.releasedAt ? <When at={row.releasedAt} zone={zone} /> : 'no'),
        },
      ]}
    />
  )
}

export function HealedCard({ rows, zone }: Zoned<HealView>) {
  return (
    <ListCard
      title="Healed"
      note="windows that were read again, and what that changed"
      empty="Nothing had to be read twice."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { head: 'When', className: 'mute', cell: (row) => <When at={row.at} zone={zone} /> },
        { head: 'Account', cell: (row) => <span className="id">{shortId(row.accountId)}</span> },
        { head: 'Why', cell: (row) => row.reason.replaceAll('_', ' ') },
        { head: 'Rows found', className: 'r', cell: (row) => row.rowsFound.toLocaleString('en-GB') },
        { head: 'Outcome', cell: (row) => row.outcome.replaceAll('_', ' ') },
      ]}
    />
  )
}

export function CursorsCard({ rows, zone, names }: Zoned<CursorView> & { names: Names }) {
  return (
    <ListCard
      title="Cursors"
      note="the stalest first"
      empty="No account has been read yet."
      rows={rows}
      keyOf={(row) => row.accountId}
      columns={[
        {
          head: 'Account',
          cell: (row) => names.sellers.get(row.accountId) ?? <span className="id">{shortId(row.accountId)}</span>,
        },
        {
          head: 'Known up to',
          cell: (row) => (row.watermark ? <When at={row.watermark} zone={zone} /> : 'nothing yet'),
        },
        { head: 'Looked at', className: 'r mute', cell: (row) => <When at={row.updatedAt} zone={zone} /> },
      ]}
    />
  )
}
