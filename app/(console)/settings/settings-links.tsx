import Link from 'next/link'

const places = [
  ['/settings/second-factor', 'Second factor'],
  ['/settings/sessions', 'Sessions'],
  ['/settings/keys', 'API keys'],
  ['/settings/webhooks', 'Webhooks'],
  ['/settings/contracts', 'Fee contracts'],
  ['/settings/calendar', 'Calendar'],
  ['/settings/permissions', 'Who may do what'],
] as const

/** What is set elsewhere than on the page of settings itself. */
export function SettingsLinks() {
  return places.map(([href, label]) => (
    <Link key={href} className="link small nowrap" href={href}>
      {label}
    </Link>
  ))
}
