import Link from 'next/link'
import { IntoSight } from './into-sight'

export type Tab = { href: string; label: string; count?: number | string; current: boolean }

/** Saved views are tabs with counts; a view is a URL. */
export function Tabs({ label, tabs, bare = false }: { label: string; tabs: readonly Tab[]; bare?: boolean }) {
  return (
    <nav aria-label={label} className={bare ? 'views bare' : 'views'}>
      {tabs.map((tab) => (
        <Link
          key={`${tab.label} ${tab.href}`}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          scroll={false}
        >
          {tab.label}
          {tab.count === undefined ? null : <span>{tab.count}</span>}
          {tab.current ? <IntoSight /> : null}
        </Link>
      ))}
    </nav>
  )
}

export function Segmented({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="seg">
      {tabs.map((tab) => (
        <Link key={tab.label} href={tab.href} aria-current={tab.current ? 'true' : undefined} scroll={false}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
