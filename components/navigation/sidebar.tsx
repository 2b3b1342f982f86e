'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark } from '../shell/mark'
import { type Counts, navGroups } from './places'
import { useHeading } from './use-heading'

type SidebarProps = { marketplace: string; counts: Counts; foot: ReactNode }

export function Sidebar({ marketplace, counts, foot }: SidebarProps) {
  const path = useHeading()
  return (
    <aside className="side" aria-label="Console">
      <Link className="brand" href="/overview">
        <Mark />
        <span className="ell">{marketplace}</span>
      </Link>
      <nav aria-label="Main">
        {navGroups.map((group) => (
          <div key={group.title ?? 'work'}>
            {group.title ? <h2>{group.title}</h2> : null}
            <ul>
              {group.places.map(({ href, label, icon: Icon, counted, also }) => (
                <li key={href}>
                  <Link href={href} aria-current={isAt(path, { href, also }) ? 'page' : undefined}>
                    <Icon className="ico" />
                    {label}
                    {counted && counts[counted] > 0 ? (
                      <span className="n">
                        {counts[counted]}
                        <span className="sr"> {countedWords[counted]}</span>
                      </span>
                    ) : null}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <footer>{foot}</footer>
    </aside>
  )
}

const countedWords: Record<keyof Counts, string> = {
  open: 'open',
  asked: 'wait for a second person',
  unread: 'unread',
}

/** Whether a path lies at a place of the navigation, or at what belongs to it. */
export function isAt(path: string, { href, also }: { href: string; also?: string }): boolean {
  return [href, also].some((place) => place !== undefined && (path === place || path.startsWith(`${place}/`)))
}
