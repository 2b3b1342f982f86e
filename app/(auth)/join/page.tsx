import type { Metadata } from 'next'
import { Mark } from '@/components/shell/mark'
import { seeInvitation } from '@/lib/server/access/invitations/queries'
import { now } from '@/lib/server/clock'
import { db } from '@/lib/server/db/client'
import { JoinForm } from './join-form'
import { joinWords } from './join-words'

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' }

type JoinProps = { searchParams: Promise<{ invitation?: string | string[] }> }

/** Where the link of an invitation leads: whose it is, into what, and what is still to be said. */
export default async function JoinPage({ searchParams }: JoinProps) {
  const { invitation } = await searchParams
  const secret = typeof invitation === 'string' ? invitation : ''
  const seen = await seeInvitation(db(), secret, now())
  return (
    <main className="sheet">
      <div className="sign">
        <span className="brand">
          <Mark />
          Counterfoil
        </span>
        {seen?.state === 'open' ? (
          <>
            <h1>Join {seen.marketplaceName}</h1>
            <p className="mute">
              {seen.email} is invited as {seen.role}.
            </p>
            <JoinForm secret={secret} isKnown={seen.isKnown} />
          </>
        ) : (
          <>
            <h1>This link leads nowhere</h1>
            <p className="mute">{joinWords[deadBecause(seen?.state)]}</p>
            <a className="btn primary lg" href="/sign-in">
              To the sign-in
            </a>
          </>
        )}
      </div>
    </main>
  )
}

function deadBecause(state: 'open' | 'accepted' | 'withdrawn' | 'expired' | undefined) {
  if (state === 'accepted') return 'used'
  return state === 'withdrawn' || state === 'expired' ? state : 'not_found'
}
