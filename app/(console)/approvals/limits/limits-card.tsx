import { ShortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { RowsTable } from '@/components/table/rows-table'
import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import type { Limits } from '@/lib/domain/limits/limits'
import { type LimitChange, sayChanges } from '@/lib/domain/limits/say-changes'
import type { AskedLimits, LimitsRow } from '@/lib/server/limits/queries'
import { ActivateAct, AskAct, DropAct } from './limit-acts'
import { limitRefusals } from './limit-words'

type LimitsCardProps = {
  row: LimitsRow
  held: Limits
  asked: AskedLimits | undefined
  actor: Actor
  zone: string
  nameOf(id: string | null): string
}

/** One version: what would be otherwise, from when, who drafted and who let it, and the next step. */
export function LimitsCard({ row, held, asked, actor, zone, nameOf }: LimitsCardProps) {
  const mayNot = can(actor, 'limit.draft') ? null : limitRefusals.not_permitted
  const { id, state, heldFrom } = row
  return (
    <section className="card" aria-label={`Limits, version ${row.number}`}>
      <header>
        <h2>Version {row.number}</h2>
        <span className="chip edge">{state}</span>
        <span className="push faint small nowrap">
          {nameOf(row.draftedBy)} drafted it, <When at={row.draftedAt} zone={zone} />
        </span>
      </header>
      {state === 'draft' ? <Changes of={sayChanges(held, row.limits)} /> : null}
      <div className="inner stackv">
        {row.activatedAt && heldFrom ? (
          <p className="small mute">
            {nameOf(row.activatedBy)} activated it, <When at={row.activatedAt} zone={zone} />; it holds from{' '}
            <When at={heldFrom} zone={zone} />.
          </p>
        ) : (
          <p className="small mute">To hold from {row.fromDay} on, and never before somebody else has said yes.</p>
        )}
        {state === 'draft' && !asked ? <AskAct id={id} disabledReason={mayNot} /> : null}
        {state === 'draft' && asked ? (
          <div className="note accent stackv">
            <p>
              {nameOf(asked.requestedBy)} asks to let exactly these limits hold. The request expires{' '}
              <When at={asked.expiresAt} zone={zone} />; its hash is <ShortId id={asked.payloadHash} />.
            </p>
            <ActivateAct
              id={id}
              approvalId={asked.id}
              seenHash={asked.payloadHash}
              disabledReason={whyNotActivate(row, asked, actor)}
            />
          </div>
        ) : null}
        {state === 'draft' ? <DropAct id={id} disabledReason={mayNot} /> : null}
      </div>
    </section>
  )
}

function whyNotActivate(row: LimitsRow, asked: AskedLimits, actor: Actor): string | null {
  if (!can(actor, 'limit.activate')) return limitRefusals.not_permitted
  if (row.draftedBy === actor.id) return limitRefusals.own_draft
  return asked.requestedBy === actor.id ? limitRefusals.own_request : null
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
