import type { Metadata } from 'next'
import Link from 'next/link'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Avatar } from '@/components/ui/avatar'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listNotices } from '@/lib/server/exceptions/notices/queries'
import { noticeWords } from './notice-words'
import { ReadAll } from './read-all'

export const metadata: Metadata = { title: 'Notices' }

export default async function NoticesPage() {
  const ctx = await requireActor('console.read')
  const [rows, people, { reportingZone: zone }] = await Promise.all([
    listNotices(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const unread = rows.filter(({ readAt }) => readAt === null).length
  return (
    <>
      <TopBar title="Notices" facts={[unread === 0 ? 'nothing new' : `${unread} new`]}>
        <ReadAll unread={unread} />
      </TopBar>
      <PageBody>
        {rows.length === 0 ? (
          <Blank title="Nobody has told you anything yet">
            Here stands who named you in a comment, gave you an exception, or spoke about one of yours.
          </Blank>
        ) : (
          <ul className="notices" aria-label="Notices">
            {rows.map((row) => {
              const who =
                row.kind === 'back' || row.kind === 'told' ? 'Counterfoil' : (names.get(row.byId) ?? 'Someone who left')
              return (
                <li key={row.id} data-unread={row.readAt === null || undefined}>
                  <Avatar name={who} />
                  <div className="min-w-0">
                    <Link href={`/exceptions/${row.exceptionId}`} prefetch={false}>
                      <b>{who}</b> {noticeWords[row.kind]} EX-{String(row.number)}
                    </Link>
                    {row.readAt === null ? <span className="chip accent">new</span> : null}
                    <p className="small mute">{row.sentence}</p>
                  </div>
                  <span className="small faint nowrap">
                    <When at={row.at} zone={zone} />
                  </span>
                </li>
              )
            })}
          </ul>
        )}
      </PageBody>
    </>
  )
}
