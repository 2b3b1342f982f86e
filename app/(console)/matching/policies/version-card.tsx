import { ShortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { RowsTable } from '@/components/table/rows-table'
import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import type { ListedMatch, PolicyRow, TrySummary } from '@/lib/server/matching/policies/policy-rows'
import type { AskedActivation } from '@/lib/server/matching/policies/queries'
import { AnswerAct, AskAct, DropAct, TryAct } from './draft-acts'
import { activateWords, askWords, notPermitted } from './policy-words'

type VersionCardProps = {
  row: PolicyRow
  asked: AskedActivation | undefined
  actor: Actor
  zone: string
  span: { from: string; to: string }
  nameOf(id: string | null): string
}

/** One version: who drafted it, what its dry run said, and the next step. */
export function VersionCard({ row, asked, actor, zone, span, nameOf }: VersionCardProps) {
  const mayNot = can(actor, 'matching.draft') ? null : notPermitted
  return (
    <section className="card" aria-label={`Version ${row.version}`}>
      <header>
        <h2>Version {row.version}</h2>
        <span className="chip edge">{row.state}</span>
        <span className="push faint small nowrap">
          {nameOf(row.draftedBy)} drafted it, <When at={row.draftedAt} zone={zone} />
        </span>
      </header>
      <div className="inner stackv">
        {row.activatedAt ? (
          <p className="small mute">
            {nameOf(row.activatedBy)} activated it, <When at={row.activatedAt} zone={zone} />
          </p>
        ) : null}
        <p className="tiny faint" title={row.digest}>
          Digest {row.digest.slice(0, 16)}
        </p>
        {row.tried ? <Tried tried={row.tried} /> : <p className="small mute">Nobody has tried it out yet.</p>}
        {row.state === 'draft' ? (
          <>
            <TryAct id={row.id} disabledReason={mayNot} {...span} />
            {asked ? (
              <Asked row={row} asked={asked} actor={actor} zone={zone} nameOf={nameOf} />
            ) : (
              <AskAct id={row.id} to="activate" disabledReason={mayNot ?? (row.tried ? null : askWords.not_tried)} />
            )}
            <DropAct id={row.id} disabledReason={mayNot} />
          </>
        ) : null}
        {row.state === 'active' && asked ? (
          <Asked row={row} asked={asked} actor={actor} zone={zone} nameOf={nameOf} />
        ) : null}
        {row.state === 'active' && !asked ? <AskAct id={row.id} to="retire" disabledReason={mayNot} /> : null}
      </div>
    </section>
  )
}

type AskedProps = Pick<VersionCardProps, 'row' | 'actor' | 'zone' | 'nameOf'> & { asked: AskedActivation }

/** Four eyes: who asked, until when, and what exactly. */
function Asked({ row, asked, actor, zone, nameOf }: AskedProps) {
  const to = asked.action === 'matching.activate' ? 'activate' : 'retire'
  const isOwnDraft = to === 'activate' && row.draftedBy === actor.id
  const own = isOwnDraft ? activateWords.own_draft : activateWords.own_request
  const isOwn = isOwnDraft || asked.requestedBy === actor.id
  const mayNot = can(actor, 'approval.decide') ? null : activateWords.not_permitted
  return (
    <div className="note accent stackv">
      <p>
        {nameOf(asked.requestedBy)} asks to{' '}
        {to === 'activate'
          ? 'activate exactly this text after exactly this dry run'
          : 'retire it: the shipped policy ties in its place'}
        . The request expires <When at={asked.expiresAt} zone={zone} />; its hash is <ShortId id={asked.payloadHash} />.
      </p>
      <AnswerAct
        id={row.id}
        to={to}
        approvalId={asked.id}
        seenHash={asked.payloadHash}
        disabledReason={mayNot ?? (isOwn ? own : null)}
      />
    </div>
  )
}

function Tried({ tried }: { tried: TrySummary }) {
  const { more, differently, lost } = tried.listed
  const rows = [
    ...differently.map((match) => ({ ...match, how: 'differently' })),
    ...lost.map((match) => ({ ...match, how: 'lost' })),
    ...more.map((match) => ({ ...match, how: 'more' })),
  ]
  const over = `${tried.rows} rows that were left alone from ${tried.from} to ${tried.to}`
  const against = tried.against.version === 0 ? 'the shipped policy' : `version ${tried.against.version}`
  return (
    <>
      <p className="sentence">{tried.sentence}</p>
      <p className="small mute">
        Over {over}, against {against}; {tried.same} alike in both.
      </p>
      {rows.length > 0 ? (
        <RowsTable
          caption="Matches that differ"
          rows={rows}
          keyOf={({ how, left, right }: ListedMatch & { how: string }) => `${how} ${left.join()} ${right.join()}`}
          columns={[
            { head: 'How', cell: ({ how }) => how },
            { head: 'Left', names: true, cell: ({ left }) => left.join(', ') },
            { head: 'Right', cell: ({ right }) => right.join(', ') },
            { head: 'Rule', cell: ({ rule }) => rule.replaceAll('_', ' ') },
            { head: 'Confidence', className: 'r', cell: ({ confidence }) => confidence },
          ]}
        />
      ) : null}
    </>
  )
}
