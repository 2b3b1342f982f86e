import { Tabs } from '@/components/ui/tabs'

const places = [
  { href: '/statements', label: 'Accounts and statements' },
  { href: '/statements/import', label: 'Import a file' },
]

export function StatementsTabs({ at }: { at: string }) {
  return <Tabs label="Bank statements" bare tabs={places.map((place) => ({ ...place, current: place.href === at }))} />
}
