import type { Metadata } from 'next'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { ListCard } from '@/components/table/list-card'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listSessions } from '@/lib/server/auth/session-rows'
import { EndButton, EndOthersButton } from './end-buttons'

export const metadata: Metadata = { title: 'Sessions' }

/** Where one is signed in, and how to be so no longer. */
export default async function SessionsPage() {
  const ctx = await requireActor('console.read')
  const [sessions, { reportingZone: zone }] = await Promise.all([listSessions(ctx), getMarketplace(ctx)])
  return (
    <>
      <TopBar
        title="Sessions"
        above={{ href: '/settings', label: 'Settings' }}
        facts={[sessions.length === 1 ? 'signed in once' : `signed in ${sessions.length} times`]}
      >
        <EndOthersButton disabledReason={sessions.length > 1 ? null : 'You are signed in nowhere else.'} />
      </TopBar>
      <PageBody>
        <ListCard
          title="Where you are signed in"
          empty="Nowhere."
          rows={sessions}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Browser',
              names: true,
              cell: ({ device, isThis }) => (
                <>
                  {device} {isThis ? <span className="chip edge">this one</span> : null}
                </>
              ),
            },
            { head: 'Since', onPhone: false, cell: ({ startedAt }) => <When at={startedAt} zone={zone} /> },
            { head: 'Last used', cell: ({ seenAt }) => <When at={seenAt} zone={zone} /> },
            { head: 'Over at the latest', onPhone: false, cell: ({ endsAt }) => <When at={endsAt} zone={zone} /> },
            {
              head: 'End',
              className: 'r',
              spoken: true,
              cell: ({ id, device, isThis }) => (isThis ? null : <EndButton id={id} device={device} />),
            },
          ]}
        />
        <p className="small mute">
          A session that is not used for half a day is over, and every session a week after it began. Ending one takes
          effect with its next request.
        </p>
      </PageBody>
    </>
  )
}
