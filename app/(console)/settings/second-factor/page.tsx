import type { Metadata } from 'next'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getSecondFactor } from '@/lib/server/auth/second-factor/enrol'
import { Picture } from './picture'
import { ConfirmForm, RemoveButton, StartButton } from './set-up'

export const metadata: Metadata = { title: 'Second factor' }

/** An authenticator beside the password: set up, confirmed, taken away. */
export default async function SecondFactorPage() {
  const ctx = await requireActor('console.read')
  const [factor, { reportingZone: zone }] = await Promise.all([getSecondFactor(ctx), getMarketplace(ctx)])
  const fact = { none: 'none yet', begun: 'not confirmed yet', confirmed: 'counts at every sign-in' }[factor.state]
  return (
    <>
      <TopBar title="Second factor" above={{ href: '/settings', label: 'Settings' }} facts={[fact]} />
      <PageBody>
        <section className="card" aria-labelledby="factor-title">
          <header>
            <h2 id="factor-title">Authenticator</h2>
          </header>
          <div className="inner stackv">
            {factor.state === 'none' ? (
              <>
                <p>
                  With an authenticator on a device of yours, a password alone opens nothing: every sign-in asks for the
                  code that it shows, and so does what moves money when your last proof was a while ago.
                </p>
                <StartButton />
              </>
            ) : null}
            {factor.state === 'begun' ? (
              <>
                <p>Show this to your authenticator, or type the secret, and then write the code that it shows.</p>
                <Picture address={factor.address} />
                <p className="id">{factor.secret}</p>
                <ConfirmForm />
              </>
            ) : null}
            {factor.state === 'confirmed' ? (
              <>
                <p>
                  Set up <When at={factor.at} zone={zone} />. {factor.codes} recovery{' '}
                  {factor.codes === 1 ? 'code is' : 'codes are'} left: with fewer than you want, take it away and set it
                  up anew.
                </p>
                <RemoveButton />
              </>
            ) : null}
          </div>
        </section>
      </PageBody>
    </>
  )
}
