import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { kindWord } from '@/components/finance/kind-words'
import { When } from '@/components/moment/when'
import { Pairs } from '@/components/ui/pairs'
import { actSentences } from '@/lib/domain/resolutions/act'
import { effectOf } from '@/lib/domain/resolutions/effect'
import type { ExceptionDetail } from '@/lib/server/exceptions/exception-detail'
import type { AskedView } from '@/lib/server/resolutions/queries'
import { AnswerForm } from './answer-form'

type RequestCardProps = {
  asked: AskedView
  about: ExceptionDetail
  zone: string
  nameOf(id: string): string
  disabledReason: string | null
  yesDisabledReason: string | null
}

/** One request: what would change, who asked and why, until when, and what the yes is bound to. */
export function RequestCard({ asked: { approval, act }, about, zone, nameOf, ...may }: RequestCardProps) {
  const { now, after } = effectOf(act, about)
  const title = `${actSentences[act]}, EX-${about.number}`
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{actSentences[act]}</h2>
        <Amount minor={about.amountMinor} currency={about.currency} />
        <span className="push">
          <Link className="id" href={`/exceptions/${about.id}`}>
            EX-{String(about.number)}
          </Link>
        </span>
      </header>
      <div className="inner stackv">
        <p>{about.sentence}</p>
        <Pairs
          of={[
            ['What it is', kindWord(about.kind)],
            ['Now', now],
            ['After', after],
            [
              'Asked by',
              <span key="who">
                {nameOf(approval.requestedBy)}, <When at={approval.requestedAt} zone={zone} />
              </span>,
            ],
            ['Why', approval.reason],
            ['Lapses', <When key="lapses" at={approval.expiresAt} zone={zone} />],
            [
              'Bound to',
              <span key="hash" className="id" title={approval.payloadHash}>
                {approval.payloadHash.slice(0, 12)}…{approval.payloadHash.slice(-4)}
              </span>,
            ],
          ]}
        />
        <AnswerForm id={approval.id} hash={approval.payloadHash} {...may} />
      </div>
    </section>
  )
}
