import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { Owes } from '@/components/evidence/owes'
import { Sentence } from '@/components/evidence/sentence'
import { kindWord } from '@/components/finance/kind-words'
import { SeverityMark } from '@/components/finance/severity-mark'
import { DueIn, dueFrom } from '@/components/moment/due-in'
import { When } from '@/components/moment/when'
import { severityNames } from '@/lib/domain/exceptions/exception'
import { resolutionSentences } from '@/lib/domain/exceptions/resolution'
import { ProposalCard } from '../../matching/proposal-card'
import { deciderName, sellerName } from '../../names'
import { PauseNote } from '../pauses/pause-note'
import type { QueueParams } from '../search-params'
import { TagLine } from '../tags/tag-line'
import { Looking } from '../talk/looking'
import { DoneSection } from './acts/done-section'
import { ItemActs } from './item-acts'
import { ItemProof } from './item-proof'
import { ItemTalk } from './item-talk'
import type { Item } from './load-item'

type ItemViewProps = { item: Item; act: QueueParams['act']; back: string }

/** The sentence first: what is wrong and how much money it is. Proof comes below. */
export function ItemView({ item, act, back }: ItemViewProps) {
  const { row, names, zone } = item
  const loss = row.evidence.platformLossMinor
  return (
    <article
      key={row.id}
      className="detail"
      aria-label={`Exception EX-${row.number}`}
      tabIndex={-1}
      data-item={row.id}
      data-state={row.state}
    >
      <header className="detail-head">
        <Link className="btn ghost icon back" href={back} aria-label="Back to the queue" data-back>
          <ArrowLeft className="ico" />
        </Link>
        <SeverityMark severity={severityNames[row.severity]} />
        <Link className="id" href={`/exceptions/${row.id}`}>
          EX-{String(row.number)}
        </Link>
        <span className="chip edge">{kindWord(row.kind)}</span>
        <span className="mute nowrap ell">
          <StateWords item={item} />
        </span>
        <Looking key={`${row.id} ${row.version}`} id={row.id} version={row.version} />
        <ItemActs key={`${row.id} ${act}`} facts={actFacts(item)} act={act} />
      </header>
      <div className="detail-body">
        <section aria-label="What is wrong">
          <Sentence text={row.sentence} minor={row.amountMinor} currency={row.currency} />
          <Owes
            direction={row.direction}
            seller={row.sellerId ? sellerName(row, names) : null}
            minor={row.amountMinor}
            currency={row.currency}
            lossMinor={loss === undefined ? undefined : BigInt(loss)}
          />
        </section>
        <TagLine
          key={row.id}
          id={row.id}
          tags={item.tags.on}
          disabledReason={item.tags.disabled}
          focus={act === 'tag'}
        />
        {row.resolution ? (
          <p className="note success">
            <b>{resolutionSentences[row.resolution]}.</b> {row.note}
          </p>
        ) : null}
        <PauseNote item={item} />
        <DoneSection item={item} />
        {item.ties.rows.map((one) => (
          <ProposalCard key={one.id} row={one} actor={item.ties.actor} zone={zone} people={names.people} />
        ))}
        <ItemProof item={item} />
        <ItemTalk item={item} focus={act === 'comment'} />
        <p className="tiny faint">Times in {zone}</p>
      </div>
    </article>
  )
}

function StateWords({ item: { row, now, zone, names } }: { item: Item }) {
  if (row.closedAt) {
    const by = row.resolvedBy ? ` by ${deciderName(row.resolvedBy, names.people)}` : ', later data explained it'
    return (
      <>
        {row.state}
        {by}, <When at={row.closedAt} zone={zone} />
      </>
    )
  }
  if (row.state === 'waiting') {
    return (
      <>
        waits until <When at={row.dueAt} zone={zone} />
      </>
    )
  }
  const due = dueFrom(row.dueAt.getTime(), now.getTime())
  return (
    <>
      {due.text.endsWith('over') ? 'was due' : 'due in'} <DueIn due={due} />, <When at={row.dueAt} zone={zone} />
    </>
  )
}

function actFacts({ row, people, me, options, resolveDisabled, assignDisabled, pauseDisabled, canReopen }: Item) {
  return {
    id: row.id,
    number: String(row.number),
    version: row.version,
    kind: row.kind,
    direction: row.direction,
    sellerId: row.sellerId,
    sellerHasLeft: row.sellerHasLeft,
    minor: row.amountMinor,
    currency: row.currency,
    assigneeId: row.assigneeId,
    people,
    me,
    options,
    resolveDisabled,
    assignDisabled,
    pauseDisabled,
    canReopen,
  }
}
