import type { ReactNode } from 'react'
import { ShortId } from '@/components/finance/short-id'
import type { FormState } from '@/components/form/form-state'
import { AskSecond, OneAct } from '@/components/form/one-act'
import { When } from '@/components/moment/when'
import type { AskedVersion } from '@/lib/server/versions/queries'
import type { VersionRow } from '@/lib/server/versions/rows'

type Act = (form: FormData) => Promise<FormState>
type Dated = 'id' | 'state' | 'fromDay' | 'heldFrom' | 'draftedBy' | 'draftedAt' | 'activatedBy' | 'activatedAt'
type VersionCardProps = {
  row: Pick<VersionRow, Dated>
  title: string
  asked: Omit<AskedVersion, 'subject'> | undefined
  acts: { ask: Act; activate: Act; drop: Act }
  /** Null where one may. */
  mayNot: { draft: string | null; activate: string | null }
  zone: string
  nameOf(id: string | null): string
  children?: ReactNode
}

/** One version of a setting: what it says and would mean, from when, who drafted and who let it, and the next step. */
export function VersionCard({ row, title, asked, acts, mayNot, zone, nameOf, children }: VersionCardProps) {
  const { id, state, heldFrom } = row
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="chip edge">{state}</span>
        <span className="push faint small nowrap">
          {nameOf(row.draftedBy)} drafted it, <When at={row.draftedAt} zone={zone} />
        </span>
      </header>
      {children}
      <div className="inner stackv">
        {row.activatedAt && heldFrom ? (
          <p className="small mute">
            {nameOf(row.activatedBy)} activated it, <When at={row.activatedAt} zone={zone} />; it holds from{' '}
            <When at={heldFrom} zone={zone} />.
          </p>
        ) : (
          <p className="small mute">To hold from {row.fromDay} on, and never before somebody else has said yes.</p>
        )}
        {state === 'draft' && !asked ? <AskSecond act={acts.ask} id={id} disabledReason={mayNot.draft} /> : null}
        {state === 'draft' && asked ? (
          <div className="note accent stackv">
            <p>
              {nameOf(asked.requestedBy)} asks to let exactly this hold. The request expires{' '}
              <When at={asked.expiresAt} zone={zone} />; its hash is <ShortId id={asked.payloadHash} />.
            </p>
            <OneAct
              act={acts.activate}
              given={{ id, approvalId: asked.id, seenHash: asked.payloadHash }}
              label="Let it hold"
              primary
              disabledReason={mayNot.activate}
            />
          </div>
        ) : null}
        {state === 'draft' ? (
          <OneAct act={acts.drop} given={{ id }} label="Drop the draft" disabledReason={mayNot.draft} />
        ) : null}
      </div>
    </section>
  )
}
