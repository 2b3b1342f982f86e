'use client'

import type { ReactNode } from 'react'
import { useKeptScroll } from '../navigation/use-kept-scroll'

/** The page below its bar; it scrolls alone, by keyboard too. */
export function PageBody({ children }: { children: ReactNode }) {
  const box = useKeptScroll<HTMLDivElement>()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <div className="page" tabIndex={0} ref={box}>
      {children}
    </div>
  )
}
