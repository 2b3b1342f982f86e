import { ShortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import { resolutionSentences } from '@/lib/domain/exceptions/resolution'
import type { RuleTrial } from '@/lib/domain/rules/rule'
import type { AskedRule, ShownRule } from '@/lib/server/rules/queries'
import { ActivateAct, AskAct, RetireAct, TryAct } from './rule-acts'
import { ruleRefusals, sayRule } from './rule-words'

type RuleCardProps = {
  rule: ShownRule
  seller: string | null
  asked: AskedRule | undefined
  actor: Actor
  zone: string
  nameOf(id: string | null): string
}

/** One rule: what it says, what it would have done, who let it, how often it acted, and the next step. */
export function RuleCard({ rule, seller, asked, actor, zone, nameOf }: RuleCardProps) {
  const mayNot = can(actor, 'rule.draft') ? null : ruleRefusals.not_permitted
  const { id, state, tried } = rule
  return (
    <section className="card" aria-label={`Rule ${rule.number}`}>
      <header>
        <h2>Rule {rule.number}</h2>
        <span className="chip edge">{state}</span>
        <span className="push faint small nowrap">
          {nameOf(rule.draftedBy)} drafted it, <When at={rule.draftedAt} zone={zone} />
        </span>
      </header>
      <div className="inner stackv">
        <p className="sentence">{sayRule(rule, seller, nameOf)}</p>
        {rule.activatedAt ? (
          <p className="small mute">
            {nameOf(rule.activatedBy)} activated it, <When at={rule.activatedAt} zone={zone} />. It has acted on{' '}
            {rule.used.toLocaleString('en-GB')}
            {rule.lastUsed ? (
              <>
                , the last <When at={rule.lastUsed} zone={zone} />
              </>
            ) : null}
            .
          </p>
        ) : null}
        {tried ? <Tried tried={tried} /> : <p className="small mute">Nobody has held it against history yet.</p>}
        {state === 'draft' ? <TryAct id={id} disabledReason={mayNot} /> : null}
        {state === 'draft' && !asked ? (
          <AskAct id={id} disabledReason={mayNot ?? (tried ? null : ruleRefusals.not_tried)} />
        ) : null}
        {state === 'draft' && asked ? (
          <div className="note accent stackv">
            <p>
              {nameOf(asked.requestedBy)} asks to activate exactly this rule after exactly this trial. The request
              expires <When at={asked.expiresAt} zone={zone} />; its hash is <ShortId id={asked.payloadHash} />.
            </p>
            <ActivateAct
              id={id}
              approvalId={asked.id}
              seenHash={asked.payloadHash}
              disabledReason={whyNotActivate(rule, asked, actor)}
            />
          </div>
        ) : null}
        {state === 'retired' ? null : (
          <RetireAct id={id} label={state === 'draft' ? 'Drop the draft' : 'Retire it'} disabledReason={mayNot} />
        )}
      </div>
    </section>
  )
}

function whyNotActivate(rule: ShownRule, asked: AskedRule, actor: Actor): string | null {
  if (!can(actor, 'approval.decide')) return ruleRefusals.not_permitted
  if (rule.draftedBy === actor.id) return ruleRefusals.own_draft
  return asked.requestedBy === actor.id ? ruleRefusals.own_request : null
}

function Tried({ tried }: { tried: RuleTrial }) {
  return (
    <>
      <p>{tried.sentence}</p>
      {tried.against.length > 0 ? (
        <details>
          <summary className="small">The {tried.against.length} that speak against it</summary>
          <ul className="small">
            {tried.against.map(({ id, number, outcome, resolution }) => (
              <li key={id}>
                <a className="id" href={`/exceptions/${id}`}>
                  EX-{number}
                </a>{' '}
                {outcome === 'explained' || !resolution
                  ? 'explained by later data'
                  : resolutionSentences[resolution].toLowerCase()}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
