import { RowsTable } from '@/components/table/rows-table'
import type { Actor } from '@/lib/domain/access/actor'
import type { Limits } from '@/lib/domain/limits/limits'
import { type LimitChange, sayChanges } from '@/lib/domain/limits/say-changes'
import type { AskedLimits, LimitsRow } from '@/lib/server/limits/queries'
import { whyNot } from '../../settings/versions/may-not'
import { VersionCard } from '../../settings/versions/version-card'
import { activate, askToActivate, drop } from './actions'
import { limitRefusals } from './limit-words'

const rules = { draft: 'limit.draft', activate: 'limit.activate' } as const
const acts = { ask: askToActivate, activate, drop }

type LimitsCardProps = {
  row: LimitsRow
  held: Limits
  asked: AskedLimits | undefined
  actor: Actor
  zone: string
  nameOf(id: string | null): string
}

/** One version of the limits, a draft with what would be otherwise. */
export function LimitsCard({ row, held, asked, actor, zone, nameOf }: LimitsCardProps) {
  return (
    <VersionCard
      row={row}
      title={`Limits, version ${row.number}`}
      asked={asked}
      acts={acts}
      mayNot={whyNot(rules, actor, limitRefusals, row, asked)}
      zone={zone}
      nameOf={nameOf}
    >
      {row.state === 'draft' ? <Changes of={sayChanges(held, row.limits)} /> : null}
    </VersionCard>
  )
}

function Changes({ of }: { of: readonly LimitChange[] }) {
  if (of.length === 0) return <p className="inner small mute">Nothing would be otherwise than it is now.</p>
  return (
    <RowsTable<LimitChange>
      caption="What would be otherwise"
      rows={of}
      keyOf={({ what }) => what}
      columns={[
        { head: 'What', names: true, cell: ({ what }) => what },
        { head: 'Now', className: 'r nowrap', cell: ({ now }) => now },
        { head: 'Then', className: 'r nowrap', cell: ({ next }) => next },
      ]}
    />
  )
}
