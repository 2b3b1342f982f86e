import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { PageBody } from '@/components/shell/page-body'
import { preferencesFrom } from '@/components/shell/preferences'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { roleWords } from '../role-words'
import { workPlaces } from '../shell-facts'
import { MarketplaceCard } from './marketplace-card'
import { PeopleCard } from './people-card'
import { YouCard } from './you-card'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const ctx = await requireActor('console.read')
  const [marketplace, places, people, jar] = await Promise.all([
    getMarketplace(ctx),
    workPlaces(ctx),
    listPeople(ctx),
    cookies(),
  ])
  const me = people.find((person) => person.id === ctx.actor.id)
  return (
    <>
      <TopBar title="Settings">
        <Link className="link small" href="/settings/permissions">
          Who may do what
        </Link>
      </TopBar>
      <PageBody>
        <div className="cols even">
          <YouCard
            name={me?.name ?? ''}
            role={roleWords[ctx.actor.role]}
            preferences={preferencesFrom((name) => jar.get(name)?.value)}
          />
          <div className="stackv">
            <MarketplaceCard marketplace={marketplace} places={places} />
            <PeopleCard people={people} actor={ctx.actor} />
          </div>
        </div>
      </PageBody>
    </>
  )
}
