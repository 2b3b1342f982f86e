import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { canDecide, decideSentences } from '@/lib/domain/approvals/can-decide'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getException } from '@/lib/server/exceptions/exception-detail'
import { listAsked } from '@/lib/server/resolutions/queries'
import { RequestCard } from './request-card'

export const metadata: Metadata = { title: 'Approvals' }

const mostShown = 20

export default async function ApprovalsPage() {
  const ctx = await requireActor('console.read')
  const [asked, people, { reportingZone: zone }] = await Promise.all([
    listAsked(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const shown = await Promise.all(
    asked.slice(0, mostShown).map(async (one) => ({ one, about: await getException(ctx, one.exceptionId) })),
  )
  return (
    <>
      <TopBar title="Approvals" facts={[asked.length === 1 ? 'one waits' : `${asked.length} wait`]} />
      <PageBody>
        {asked.length === 0 ? (
          <Blank title="Nothing waits for a second person" settled>
            Money that moves at Stripe, and write-offs above what a role may do alone, are asked for here and done when
            somebody else has said yes.
          </Blank>
        ) : (
          <div className="stackv">
            {shown.map(({ one, about }) => {
              const verdict = canDecide(one.approval, ctx.actor, one.approval.payloadHash, ctx.now)
              return about ? (
                <RequestCard
                  key={one.approval.id}
                  asked={one}
                  about={about}
                  zone={zone}
                  nameOf={(id) => people.find((person) => person.id === id)?.name ?? 'Someone who left'}
                  disabledReason={verdict.ok ? null : decideSentences[verdict.reason]}
                />
              ) : null
            })}
          </div>
        )}
      </PageBody>
    </>
  )
}
