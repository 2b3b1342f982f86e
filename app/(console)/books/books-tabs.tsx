import { Tabs } from '@/components/ui/tabs'

const places = [
  { href: '/books', label: 'Entries' },
  { href: '/books/contracts', label: 'Fee contracts' },
  { href: '/books/import', label: 'Import a file' },
]

export function BooksTabs({ at }: { at: string }) {
  return <Tabs label="Books" bare tabs={places.map((place) => ({ ...place, current: place.href === at }))} />
}
