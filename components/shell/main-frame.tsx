'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { currentGoing, endGoing, noGoing, watchGoing } from '../navigation/navigations'
import { Coming } from '../skeleton/coming'

const patienceMs = 150

/**
 * The page, and over it the shape of the next one as soon as that lets itself be waited for. The shape is drawn in the
 * browser: the server sends every page whole, so that no half-sent page is cut off by the next press.
 */
export function MainFrame({ children }: { children: ReactNode }) {
  const going = useSyncExternalStore(watchGoing, currentGoing, noGoing)
  const [pathname, search] = [usePathname(), useSearchParams().toString()]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is the end of the way there
  useEffect(() => endGoing(), [pathname, search])
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!going) return
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [going])
  const shown = late ? going : null
  const next = shown?.kind === 'page' ? shown.href : null
  return (
    <main id="main" className="main" tabIndex={-1} aria-busy={shown !== null} data-going={shown?.kind}>
      {next ? <Coming path={next} /> : null}
      <div className="contents" inert={next !== null}>
        {children}
      </div>
    </main>
  )
}
