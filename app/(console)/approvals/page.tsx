import type { Metadata } from 'next'
import Link from 'next/link'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { listPendingApprovals, pendingShown } from '@/lib/server/approvals/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getException } from '@/lib/server/exceptions/exception-detail'
import { getLimits } from '@/lib/server/limits/queries'
import { askedOf } from '@/lib/server/resolutions/queries'
import { OtherRequests } from './other-requests'
import { RequestCard } from './request-card'
import { whyNotAnswer } from './why-not-answer'

export const metadata: Metadata = { title: 'Approvals' }

const mostShown = 20

export default async function ApprovalsPage() {
  const ctx = await requireActor('console.read')
  const [pending, people, { reportingZone: zone }, limits] = await Promise.all([
    listPendingApprovals(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
    getLimits(ctx),
  ])
  const { asked, others } = askedOf(pending)
  const shown = await Promise.all(
    asked.slice(0, mostShown).map(async (one) => ({ one, about: await getException(ctx, one.exceptionId) })),
  )
  return (
    <>
      <TopBar
        title="Approvals"
        facts={[
          pending.length === 1
            ? 'one waits'
            : `${pending.length}${pending.length === pendingShown ? ' or more' : ''} wait`,
          ...(asked.length > mostShown ? [`the first ${mostShown} of ${asked.length} about exceptions`] : []),
        ]}
      >
        <Link className="link small" href="/approvals/limits">
          Limits
        </Link>
        <Link className="link small" href="/approvals/intents">
          Acts at Stripe
        </Link>
      </TopBar>
      <PageBody>
        {pending.length === 0 ? (
          <Blank title="Nothing waits for a second person" settled>
            Money that moves at Stripe, and write-offs above what a role may do alone, are asked for here and done when
            somebody else has said yes.
          </Blank>
        ) : (
          <div className="stackv">
            <OtherRequests requests={others} />
            {shown.map(({ one, about }) =>
              about ? (
                <RequestCard
                  key={one.approval.id}
                  asked={one}
                  about={about}
                  zone={zone}
                  nameOf={(id) => people.find((person) => person.id === id)?.name ?? 'Someone who left'}
                  {...whyNotAnswer(one.approval, ctx, limits)}
                />
              ) : null,
            )}
          </div>
        )}
      </PageBody>
    </>
  )
}
