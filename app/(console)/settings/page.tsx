import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { PageBody } from '@/components/shell/page-body'
import { preferencesFrom } from '@/components/shell/preferences'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { manageSentences } from '@/lib/domain/access/can-manage-member'
import { listInvitations } from '@/lib/server/access/invitations/queries'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { roleWords } from '../role-words'
import { workPlaces } from '../shell-facts'
import { MarketplaceCard } from './marketplace-card'
import { InvitationsCard } from './people/invitations-card'
import { InviteDialog } from './people/invite-dialog'
import { inviteChoices, PeopleCard } from './people-card'
import { SettingsLinks } from './settings-links'
import { YouCard } from './you-card'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const ctx = await requireActor('console.read')
  const [marketplace, places, people, invitations, jar] = await Promise.all([
    getMarketplace(ctx),
    workPlaces(ctx),
    listPeople(ctx),
    listInvitations(ctx),
    cookies(),
  ])
  const me = people.find((person) => person.id === ctx.actor.id)
  return (
    <>
      <TopBar title="Settings">
        <SettingsLinks />
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
            <div className="line">
              <span className="push" />
              <InviteDialog
                choices={inviteChoices}
                disabledReason={can(ctx.actor, 'member.manage') ? null : manageSentences.not_permitted}
              />
            </div>
            <InvitationsCard
              rows={invitations}
              zone={marketplace.reportingZone}
              nameOf={(id) => people.find((person) => person.id === id)?.name ?? 'Someone who left'}
            />
          </div>
        </div>
      </PageBody>
    </>
  )
}
