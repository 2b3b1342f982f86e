import {
  Bell,
  BookOpen,
  CalendarCheck,
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
  UsersRound,
  Waypoints,
} from 'lucide-react'

/** What waits, as the navigation counts it: open exceptions, requests that somebody else made, and what one was told. */
export type Counts = { open: number; asked: number; unread: number }
type Place = { href: string; label: string; icon: typeof Flag; counted?: keyof Counts; also?: string }

/** Only what exists. */
export const navGroups: readonly { title: string | null; places: readonly Place[] }[] = [
  {
    title: null,
    places: [
      { href: '/overview', label: 'Overview', icon: LayoutDashboard },
      { href: '/exceptions', label: 'Exceptions', icon: Flag, counted: 'open' },
      { href: '/sellers', label: 'Sellers', icon: Store },
      { href: '/leaks', label: 'Leaks', icon: Droplets },
      { href: '/ledger', label: 'Ledger', icon: BookOpen, also: '/payouts' },
      { href: '/close', label: 'Close', icon: CalendarCheck },
      { href: '/money', label: 'Find money', icon: Waypoints },
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
      { href: '/notices', label: 'Notices', icon: Bell, counted: 'unread' },
      { href: '/approvals', label: 'Approvals', icon: UsersRound, counted: 'asked' },
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
