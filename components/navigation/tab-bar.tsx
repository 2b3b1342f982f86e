'use client'

import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { barPlaces, type Counts, morePlaces } from './places'
import { isAt } from './sidebar'
import { useHeading } from './use-heading'

/** The phone's bar of five. */
export function TabBar({ counts }: { counts: Counts }) {
  const path = useHeading()
  const elsewhere = morePlaces.some((place) => isAt(path, place))
  return (
    <nav className="tabbar" aria-label="Main, short">
      {barPlaces.map(({ href, label, icon: Icon, counted, also }) => (
        <Link key={href} href={href} aria-current={isAt(path, { href, also }) ? 'page' : undefined}>
          <span className="ic">
            <Icon className="ico" />
            {counted && counts[counted] > 0 ? <b>{counts[counted] > 99 ? '99+' : counts[counted]}</b> : null}
          </span>
          {label}
        </Link>
      ))}
      <Menu.Root>
        <Menu.Trigger aria-current={elsewhere ? 'true' : undefined}>
          <span className="ic">
            <Ellipsis className="ico" />
          </span>
          More
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="layer" side="top" sideOffset={6} collisionPadding={8}>
            <Menu.Popup className="pop" tabIndex={0}>
              {morePlaces.map(({ href, label, icon: Icon }) => (
                <Menu.Item key={href} className="pop-item" render={<Link href={href} />}>
                  <Icon className="ico" />
                  {label}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </nav>
  )
}
