import type { Metadata } from 'next'
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Tabs } from '@/components/ui/tabs'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countIntents, intentNeeds, intentsShown, listIntents } from '@/lib/server/intents/queries'
import { needBlanks, needWords } from './intent-words'
import { IntentsTable } from './intents-table'

export const metadata: Metadata = { title: 'Acts at Stripe' }
const load = createLoader({ need: parseAsStringLiteral(intentNeeds).withDefault('look') })

/** Whatever was to be done at Stripe: what needs a look first, then what is under way, what stands, what is not there. */
export default async function IntentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { need } = await load(searchParams)
  const [rows, counts, people, { reportingZone }] = await Promise.all([
    listIntents(ctx, need),
    countIntents(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const tabs = intentNeeds.map((one) => ({
    href: one === 'look' ? '/approvals/intents' : `/approvals/intents?need=${one}`,
    label: needWords[one],
    count: counts[one],
    current: one === need,
  }))
  return (
    <>
      <TopBar
        title="Acts at Stripe"
        above={{ href: '/approvals', label: 'Approvals' }}
        facts={rows.length === intentsShown ? [`the newest ${intentsShown}`] : []}
      />
      <PageBody>
        <Tabs label="How they stand" tabs={tabs} bare />
        {rows.length === 0 ? (
          <Blank title={needBlanks[need]} settled={need === 'look'}>
            What two people let out is looked for, sent, read back and kept here with its verdict.
          </Blank>
        ) : (
          <section className="card">
            <IntentsTable rows={rows} zone={reportingZone} people={new Map(people.map(({ id, name }) => [id, name]))} />
          </section>
        )}
      </PageBody>
    </>
  )
}
