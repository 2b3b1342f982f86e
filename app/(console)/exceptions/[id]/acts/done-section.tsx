import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { When } from '@/components/moment/when'
import { can } from '@/lib/domain/access/can'
import { actSentences } from '@/lib/domain/resolutions/act'
import { canUndo, undoSentences, undoWords } from '@/lib/domain/resolutions/can-undo'
import type { ResolutionView } from '@/lib/server/resolutions/queries'
import type { Item } from '../load-item'
import { UndoButton } from './undo-button'

/** What was asked about it and what was done, each with its way back. Nothing is shown while there is none. */
export function DoneSection({ item }: { item: Item }) {
  const { done, asked, zone } = item
  if (done.length + asked.length === 0) return null
  return (
    <section aria-labelledby="done-title">
      <div className="sec">
        <h2 id="done-title">What was done</h2>
        <span className="faint">{done.length}</span>
      </div>
      <ul className="stackv">
        {asked.map(({ approval, act }) => (
          <li key={approval.id} className="line g2 wrap">
            <span>{actSentences[act]}</span>
            <span className="chip edge">waits for a second person</span>
            <span className="faint small">
              asked by {nameOf(item, approval.requestedBy)}, lapses <When at={approval.expiresAt} zone={zone} />
            </span>
            <Link className="push small link" href="/approvals">
              Approvals
            </Link>
          </li>
        ))}
        {done.map((row) => (
          <DoneLine key={row.id} item={item} row={row} />
        ))}
      </ul>
    </section>
  )
}

function DoneLine({ item, row }: { item: Item; row: ResolutionView }) {
  const verdict = canUndo(
    { act: row.act, isUndone: row.undoneAt !== null, state: item.row.state, intentState: row.intentState },
    item.actor,
  )
  const isFinal = !verdict.ok && verdict.reason === 'left_the_house'
  const whyNot = verdict.ok ? null : isFinal ? undoWords[row.act] : undoSentences[verdict.reason]
  return (
    <li className="line g2 wrap">
      <span>{actSentences[row.act]}</span>
      <Amount minor={row.amountMinor} currency={row.currency} />
      <span className="faint small">
        {nameOf(item, row.doneBy)}
        {row.approvedBy ? `, with ${nameOf(item, row.approvedBy)}` : ''}, <When at={row.doneAt} zone={item.zone} />
      </span>
      {row.intentState ? <span className="chip edge">{intentWords[row.intentState] ?? row.intentState}</span> : null}
      <span className="push">
        {row.undoneAt ? (
          <span className="chip">undone by {nameOf(item, row.undoneBy ?? '')}</span>
        ) : can(item.actor, 'exception.resolve') ? (
          <UndoButton id={row.id} disabledReason={whyNot} />
        ) : null}
      </span>
      {row.note ? <span className="mute small basis-full">{row.note}</span> : null}
    </li>
  )
}

const intentWords: Record<string, string> = {
  pending: 'journalled, not sent yet: it can still be called back',
  withdrawn: 'called back before it was sent',
  sent: 'sent, not read back yet',
  confirmed: 'stands at Stripe as asked',
  refused: 'refused by Stripe: nothing was moved',
  mismatched: 'stands at Stripe otherwise than asked',
  unknown: 'sent, and nobody knows whether it stands: look at Stripe',
}

function nameOf({ names }: Item, id: string): string {
  return names.people.get(id) ?? 'someone who left'
}
