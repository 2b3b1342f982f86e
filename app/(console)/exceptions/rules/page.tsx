import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { canOwn } from '@/lib/domain/exceptions/can-assign'
import { draftSentences } from '@/lib/domain/rules/can-draft'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { accountNames } from '@/lib/server/accounts/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listAskedRules, listRules } from '@/lib/server/rules/queries'
import { deciderName } from '../../names'
import { RuleCard } from './rule-card'
import { RuleForm } from './rule-form'
import { loadRuleParams } from './search-params'

export const metadata: Metadata = { title: 'Rules' }

/** What two people let happen by itself: each with what it would have done, and what it did. */
export default async function RulesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const begun = await loadRuleParams(searchParams)
  const [rules, asked, people, { reportingZone: zone }] = await Promise.all([
    listRules(ctx),
    listAskedRules(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const names = await accountNames(ctx, [...new Set(rules.flatMap(({ sellerId }) => sellerId ?? []))])
  const byId = new Map(people.map(({ id, name }) => [id, name]))
  const active = rules.filter(({ state }) => state === 'active').length
  return (
    <>
      <TopBar
        title="Rules"
        above={{ href: '/exceptions/causes', label: 'Causes' }}
        facts={[active === 1 ? 'one is active' : `${active} are active`]}
      />
      <PageBody>
        <div className="cols">
          <div className="stackv">
            {rules.length === 0 ? (
              <p className="note">
                No rule yet: every exception is resolved by a person, or explained by later data. A rule is drafted,
                held against history, and activated by somebody else.
              </p>
            ) : null}
            {rules.map((rule) => (
              <RuleCard
                key={rule.id}
                rule={rule}
                seller={rule.sellerId ? (names.get(rule.sellerId) ?? rule.sellerId) : null}
                asked={asked.find(({ subject }) => subject === rule.id)}
                actor={ctx.actor}
                zone={zone}
                nameOf={(id) => deciderName(id, byId)}
              />
            ))}
          </div>
          <section className="card" aria-labelledby="draft">
            <header>
              <h2 id="draft">Draft a rule</h2>
            </header>
            <div className="inner">
              <RuleForm
                begun={begun}
                people={people.map(({ id, name, role }) => ({ id, name, owns: canOwn(role) }))}
                disabledReason={can(ctx.actor, 'rule.draft') ? null : draftSentences.not_permitted}
              />
            </div>
          </section>
        </div>
      </PageBody>
    </>
  )
}
