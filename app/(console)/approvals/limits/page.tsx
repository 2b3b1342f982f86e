import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getLimits, listAskedLimits, listLimits } from '@/lib/server/limits/queries'
import { deciderName } from '../../names'
import { HeldLimits } from './held-limits'
import { limitRefusals, whichLimits } from './limit-words'
import { LimitsCard } from './limits-card'
import { LimitsForm } from './limits-form'

export const metadata: Metadata = { title: 'Limits' }

/** Up to which amounts roles act alone or say yes: what holds, what would, and who let it. */
export default async function LimitsPage() {
  const ctx = await requireActor('console.read')
  const [held, rows, asked, people, { reportingZone: zone }] = await Promise.all([
    getLimits(ctx),
    listLimits(ctx),
    listAskedLimits(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const byId = new Map(people.map(({ id, name }) => [id, name]))
  return (
    <>
      <TopBar title="Limits" above={{ href: '/approvals', label: 'Approvals' }} facts={[whichLimits(held)]} />
      <PageBody>
        <div className="cols">
          <div className="stackv">
            <HeldLimits limits={held} zone={zone} />
            {rows.map((row) => (
              <LimitsCard
                key={row.id}
                row={row}
                held={held}
                asked={asked.find(({ subject }) => subject === row.id)}
                actor={ctx.actor}
                zone={zone}
                nameOf={(id) => deciderName(id, byId)}
              />
            ))}
          </div>
          <section className="card" aria-labelledby="draft">
            <header>
              <h2 id="draft">Draft the next limits</h2>
            </header>
            <div className="inner">
              <LimitsForm
                held={held}
                today={dayInZone(ctx.now, zone)}
                disabledReason={can(ctx.actor, 'limit.draft') ? null : limitRefusals.not_permitted}
              />
            </div>
          </section>
        </div>
      </PageBody>
    </>
  )
}
