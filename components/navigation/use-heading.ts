'use client'

import { usePathname } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { currentGoing, noGoing, watchGoing } from './navigations'

/** The path one is at, or already on the way to: a place that was pressed is marked at once. */
export function useHeading(): string {
  const pathname = usePathname()
  const going = useSyncExternalStore(watchGoing, currentGoing, noGoing)
  return going?.kind === 'page' ? going.href : pathname
}
