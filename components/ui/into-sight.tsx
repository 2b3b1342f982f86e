'use client'

import { useEffect, useRef } from 'react'

/** Inside the current tab: where the tabs are wider than the screen, their bar stands so that this one is seen. */
export function IntoSight() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const tab = mark.current?.parentElement
    const bar = tab?.parentElement
    if (!tab || !bar) return
    const [at, seen] = [tab.getBoundingClientRect(), bar.getBoundingClientRect()]
    if (at.left < seen.left || at.right > seen.right) bar.scrollLeft += at.left - seen.left
  }, [])
  return <span ref={mark} hidden />
}
