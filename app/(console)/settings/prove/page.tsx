import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { proofMinutes } from '@/lib/domain/access/proof'
import { requireActor } from '@/lib/server/auth/require-actor'
import { proofAsked } from '@/lib/server/auth/second-factor/prove'
import { ProveForm } from './prove-form'

export const metadata: Metadata = { title: 'Show that it is you' }

/** Where a fresh proof is given, in a tab of its own: what was being done in the other one stays as it is. */
export default async function ProvePage() {
  const ctx = await requireActor('console.read')
  const asks = await proofAsked(ctx)
  return (
    <>
      <TopBar title="Show that it is you" above={{ href: '/settings', label: 'Settings' }} />
      <PageBody>
        <section className="card" aria-labelledby="prove-title">
          <header>
            <h2 id="prove-title">Your {asks === 'code' ? 'code' : 'password'}</h2>
          </header>
          <div className="inner stackv">
            <p className="mute">
              To say yes as the second person, to have something done at Stripe and to write off, the last proof may be
              at most {proofMinutes} minutes old. It holds for this browser.
            </p>
            <ProveForm asks={asks} />
          </div>
        </section>
      </PageBody>
    </>
  )
}
