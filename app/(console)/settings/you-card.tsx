import { PreferenceSwitch } from '@/components/shell/preference-switch'
import type { Preferences } from '@/components/shell/preferences'
import { PasswordDialog } from './people/password-dialog'
import { SignOutButton } from './sign-out-button'

type YouCardProps = { name: string; role: { name: string; may: string }; preferences: Preferences }

export function YouCard({ name, role, preferences: { theme, density, singleKeys } }: YouCardProps) {
  return (
    <section className="card" aria-labelledby="you">
      <header>
        <h2 id="you">You</h2>
        <span className="push line g1">
          <PasswordDialog />
          <SignOutButton />
        </span>
      </header>
      <div className="inner">
        <dl className="pairs items-center">
          <dt>Name</dt>
          <dd>{name}</dd>
          <dt>Role</dt>
          <dd>{role.name}</dd>
          <dt>May</dt>
          <dd>{role.may}</dd>
          <dt>Theme</dt>
          <dd>
            <PreferenceSwitch label="Theme" name="theme" value={theme} options={themeOptions} />
          </dd>
          <dt>Rows</dt>
          <dd>
            <PreferenceSwitch label="Rows" name="density" value={density} options={densityOptions} />
          </dd>
          <dt>Single keys</dt>
          <dd>
            <PreferenceSwitch label="Single keys" name="keys" value={singleKeys ? 'on' : 'off'} options={keyOptions} />
          </dd>
        </dl>
      </div>
    </section>
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
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
]
