import {
  BookOpen,
  Droplets,
  Flag,
  GitCompareArrows,
  Landmark,
  LayoutDashboard,
  List,
  NotebookText,
  RefreshCw,
  Settings2,
  Store,
} from 'lucide-react'

type Place = { href: string; label: string; icon: typeof Flag; counted?: true; also?: string }

/** Only what exists. */
export const navGroups: readonly { title: string | null; places: readonly Place[] }[] = [
  {
    title: null,
    places: [
      { href: '/overview', label: 'Overview', icon: LayoutDashboard },
      { href: '/exceptions', label: 'Exceptions', icon: Flag, counted: true },
      { href: '/sellers', label: 'Sellers', icon: Store },
      { href: '/leaks', label: 'Leaks', icon: Droplets },
      { href: '/ledger', label: 'Ledger', icon: BookOpen, also: '/payouts' },
    ],
  },
  {
    title: 'Data',
    places: [
      { href: '/sync', label: 'Sync', icon: RefreshCw },
      { href: '/books', label: 'Books', icon: NotebookText },
      { href: '/statements', label: 'Bank statements', icon: Landmark },
      { href: '/matching', label: 'Matching', icon: GitCompareArrows },
    ],
  },
  {
    title: 'House',
    places: [
      { href: '/audit', label: 'Audit', icon: List },
      { href: '/settings', label: 'Settings', icon: Settings2 },
    ],
  },
]

const inTheBar = ['/overview', '/exceptions', '/ledger', '/sync']
const everywhere = navGroups.flatMap((group) => group.places)

/** Four places and "More" on a phone. */
export const barPlaces = everywhere.filter((place) => inTheBar.includes(place.href))
export const morePlaces = everywhere.filter((place) => !inTheBar.includes(place.href))
