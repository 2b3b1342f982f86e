'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useLayoutEffect, useRef } from 'react'
import { cameBack, placeOf } from './navigations'

const storeName = 'cf-scroll'
let kept: Map<string, number> | undefined

/** A box that scrolls alone starts at its top, and stands where it stood when one comes back to it. */
export function useKeptScroll<E extends HTMLElement>(ignored: readonly string[] = []) {
  const box = useRef<E>(null)
  const [pathname, search] = [usePathname(), useSearchParams()]
  const place = placeOf({ pathname, search: search.toString() }, ignored)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.scrollTop = cameBack() ? (positions().get(place) ?? 0) : 0
    const keep = () => positions().set(place, element.scrollTop)
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [place])
  return box
}

/** Held in memory, and in the tab's own store from one load to the next. */
function positions(): Map<string, number> {
  if (kept) return kept
  kept = new Map(read())
  window.addEventListener('pagehide', () => {
    sessionStorage.setItem(storeName, JSON.stringify([...(kept ?? [])].slice(-100)))
  })
  return kept
}

function read(): [string, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(storeName) ?? '[]') as [string, number][]
  } catch {
    return []
  }
}
