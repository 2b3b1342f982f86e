import { Tabs } from '@/components/ui/tabs'

const places = [
  { href: '/matching', label: 'Proposals' },
  { href: '/matching/policies', label: 'Policy' },
  { href: '/matching/rates', label: 'Rates' },
]

export function MatchingTabs({ at }: { at: string }) {
  return <Tabs label="Matching" bare tabs={places.map((place) => ({ ...place, current: place.href === at }))} />
}
