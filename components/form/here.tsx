'use client'

import { createContext, type ReactNode, use } from 'react'

const Place = createContext<string | null>(null)

/** The marketplace whose frame stands around the page. A session may have moved to another one in another tab. */
export function Here({ marketplace, children }: { marketplace: string; children: ReactNode }) {
  return <Place value={marketplace}>{children}</Place>
}

export function useHere(): string | null {
  return use(Place)
}
