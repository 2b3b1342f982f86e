import { ShortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { countColumn, whenColumn, wide } from '@/components/table/columns'
import { ListCard } from '@/components/table/list-card'
import type { Column } from '@/components/table/rows-table'
import type { HealView, QuarantineView } from '@/lib/server/sync/oddities'
import type { CursorView, SyncRunView } from '@/lib/server/sync/queries'
import type { UnknownType } from '@/lib/server/sync/unknown-types'
import type { Names } from '../names'
import { RunState } from './run-state'

/** How many of each the page asks for. */
export const shown = { runs: 10, cursors: 20, stuck: 50, quarantine: 20, healed: 20 } as const

type Zoned<T> = { rows: readonly T[]; zone: string }

export function RunsCard({ runs, zone }: { runs: readonly SyncRunView[]; zone: string }) {
  return (
    <ListCard<SyncRunView>
      title="Runs"
      limit={shown.runs}
      empty="No sync has run yet."
      rows={runs}
      keyOf={(run) => run.id}
      columns={[
        { head: 'Run', onPhone: false, cell: (run) => <ShortId id={run.id} /> },
        whenColumn(zone, (run) => run.startedAt, 'Started'),
        { head: 'Kind', onPhone: false, cell: (run) => run.kind },
        { head: 'State', titleOf: (run) => run.lastError ?? undefined, cell: (run) => <RunState state={run.state} /> },
        wide(countColumn('Accounts', (run) => run.accountsDone)),
        countColumn('Rows', (run) => run.rows),
        wide(countColumn('Rows/s', (run) => run.rowsPerSecond)),
      ]}
    />
  )
}

export function UnknownCard({ rows, zone }: Zoned<UnknownType>) {
  return (
    <ListCard<UnknownType>
      title="Unknown types"
      note="kept and counted, never dropped"
      empty="Stripe has sent nothing that this version does not know."
      rows={rows}
      keyOf={(row) => `${row.what} ${row.name}`}
      columns={[
        { head: 'What', onPhone: false, cell: (row) => row.what },
        { head: 'Name', cell: (row) => <span className="id">{row.name}</span> },
        countColumn('Seen', (row) => row.count),
        { ...whenColumn<UnknownType>(zone, (row) => row.lastSeen, 'Last'), className: 'r' },
      ]}
    />
  )
}

export function QuarantineCard({ rows, zone }: Zoned<QuarantineView>) {
  return (
    <ListCard<QuarantineView>
      title="Quarantine"
      limit={shown.quarantine}
      note="bodies that may not become rows, kept as bytes"
      empty="Every body that came could be read."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        whenColumn(zone, (row) => row.receivedAt, 'Received'),
        { head: 'From', cell: (row) => row.source },
        { head: 'Why', cell: (row) => row.reason.replaceAll('_', ' ') },
        countColumn('Bytes', (row) => row.bytes),
        {
          head: 'Released',
          className: 'r',
          cell: (row) => (row.releasedAt ? <When at={row.releasedAt} zone={zone} /> : 'no'),
        },
      ]}
    />
  )
}

const healWords: Record<string, string> = {
  clean: 'nothing was missing',
  found: 'what was missing came in',
  denied: 'Stripe denies rows that we hold',
}

export function HealedCard({ rows, zone, names }: Zoned<HealView> & { names: Names }) {
  return (
    <ListCard<HealView>
      title="Healed"
      limit={shown.healed}
      note="windows that were read again, and what that changed"
      empty="Nothing had to be read twice."
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        whenColumn(zone, (row) => row.at),
        accountColumn(names),
        { head: 'Why', onPhone: false, cell: (row) => row.reason.replaceAll('_', ' ') },
        wide(countColumn('Rows found', (row) => row.rowsFound)),
        { head: 'Outcome', look: 'wide', cell: (row) => healWords[row.outcome] ?? row.outcome.replaceAll('_', ' ') },
      ]}
    />
  )
}

export function CursorsCard({ rows, zone, names }: Zoned<CursorView> & { names: Names }) {
  return (
    <ListCard<CursorView>
      title="Cursors"
      limit={shown.cursors}
      part="stalest"
      empty="No account has been read yet."
      rows={rows}
      keyOf={(row) => row.accountId}
      columns={[
        accountColumn(names),
        {
          head: 'Known up to',
          cell: (row) => (row.watermark ? <When at={row.watermark} zone={zone} /> : 'nothing yet'),
        },
        { ...whenColumn<CursorView>(zone, (row) => row.updatedAt, 'Looked at'), className: 'r' },
      ]}
    />
  )
}

function accountColumn<T extends { accountId: string }>(names: Names): Column<T> {
  return {
    head: 'Account',
    titleOf: (row) => row.accountId,
    cell: (row) => names.sellers.get(row.accountId) ?? <ShortId id={row.accountId} />,
  }
}
