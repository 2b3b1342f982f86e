import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { PreferenceSwitch } from '@/components/shell/preference-switch'
import { preferencesFrom } from '@/components/shell/preferences'
import { ThemeButton } from '@/components/shell/theme-button'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { roleWords } from '../role-words'
import { SignOutButton } from './sign-out-button'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const ctx = await requireActor('console.read')
  const [marketplace, people, jar] = await Promise.all([getMarketplace(ctx), listPeople(ctx), cookies()])
  const { theme, density, singleKeys } = preferencesFrom((name) => jar.get(name)?.value)
  const me = people.find((person) => person.id === ctx.actor.id)
  return (
    <>
      <TopBar title="Settings">
        <ThemeButton />
      </TopBar>
      <div className="page">
        <div className="cols even">
          <section className="card">
            <header>
              <h2>You</h2>
              <span className="push">
                <SignOutButton />
              </span>
            </header>
            <div className="inner stackv">
              <dl className="pairs">
                <dt>Name</dt>
                <dd>{me?.name}</dd>
                <dt>Role</dt>
                <dd>{roleWords[ctx.actor.role].name}</dd>
                <dt>May</dt>
                <dd>{roleWords[ctx.actor.role].may}</dd>
              </dl>
              <PreferenceSwitch label="Theme" name="theme" value={theme} options={themeOptions} />
              <PreferenceSwitch label="Density" name="density" value={density} options={densityOptions} />
              <PreferenceSwitch
                label="Single keys"
                name="keys"
                value={singleKeys ? 'on' : 'off'}
                options={keyOptions}
              />
            </div>
          </section>
          <section className="card">
            <header>
              <h2>Marketplace</h2>
            </header>
            <div className="inner">
              <dl className="pairs">
                <dt>Name</dt>
                <dd>{marketplace.name}</dd>
                <dt>Days are cut in</dt>
                <dd>{marketplace.reportingZone}, fixed when the marketplace was made</dd>
                <dt>Reports in</dt>
                <dd>{marketplace.reportingCurrency.toUpperCase()}</dd>
                <dt>People</dt>
                <dd>{people.map(({ name, role }) => `${name} (${role})`).join(', ')}</dd>
              </dl>
            </div>
          </section>
        </div>
      </div>
    </>
  )
}

const themeOptions = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const densityOptions = [
  { value: 'compact', label: 'Compact' },
  { value: 'comfortable', label: 'Comfortable' },
]
const keyOptions = [
  { value: 'on', label: 'Single keys on' },
  { value: 'off', label: 'Off' },
]
