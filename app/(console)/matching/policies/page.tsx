import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { policyToJson } from '@/lib/domain/matching/policy-input'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getActivePolicy, listAskedActivations, listPolicies } from '@/lib/server/matching/policies/queries'
import { MatchingTabs } from '../matching-tabs'
import { DraftForm } from './draft-form'
import { PolicyRules } from './policy-rules'
import { notPermitted } from './policy-words'
import { VersionCard } from './version-card'

export const metadata: Metadata = { title: 'Matching policy' }

export default async function PoliciesPage() {
  const ctx = await requireActor('console.read')
  const [active, versions, asked, people, { reportingZone }] = await Promise.all([
    getActivePolicy(ctx),
    listPolicies(ctx),
    listAskedActivations(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? 'Someone who left'
  const to = dayInZone(ctx.now, 'UTC')
  const which = active.version === 0 ? 'the shipped policy is active' : `version ${active.version} is active`
  return (
    <>
      <TopBar title="Matching" facts={[which]} />
      <PageBody>
        <MatchingTabs at="/matching/policies" />
        <div className="cols even">
          <section className="card" aria-label="Active policy">
            <header>
              <h2>Active policy</h2>
              <span className="push faint small">{which}</span>
            </header>
            <div className="inner stackv">
              <PolicyRules policy={active.policy} />
            </div>
          </section>
          <div className="stackv">
            {versions.map((row) => (
              <VersionCard
                key={row.id}
                row={row}
                asked={asked.find(
                  ({ subject, action }) =>
                    subject === row.id && (action === 'matching.retire') === (row.state === 'active'),
                )}
                actor={ctx.actor}
                zone={reportingZone}
                span={{ from: dayOf(ordinalOf(to) - 89), to }}
                nameOf={nameOf}
              />
            ))}
            <section className="card" aria-label="Draft the next version">
              <header>
                <h2>Draft the next version</h2>
              </header>
              <div className="inner">
                <DraftForm
                  text={JSON.stringify(JSON.parse(policyToJson(active.policy)), null, 2)}
                  disabledReason={can(ctx.actor, 'matching.draft') ? null : notPermitted}
                />
              </div>
            </section>
          </div>
        </div>
      </PageBody>
    </>
  )
}
