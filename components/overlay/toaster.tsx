'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

export type Said = { id: number; sentence: string }

const ToastShelf = dynamic(() => import('./toast-shelf').then((part) => part.ToastShelf), { ssr: false })
const event = 'counterfoil:say'

/** Says once, in words, that an act was done. Errors never come this way: they stand where they arose. */
export function say(sentence: string): void {
  window.dispatchEvent(new CustomEvent(event, { detail: sentence }))
}

/** Fetches its shelf with the first thing there is to say. */
export function Toaster() {
  const [said, setSaid] = useState<readonly Said[]>([])
  useEffect(() => {
    const hear = (heard: Event) => {
      const sentence = String((heard as CustomEvent<unknown>).detail)
      setSaid((before) => [...before.slice(-9), { id: (before.at(-1)?.id ?? 0) + 1, sentence }])
    }
    window.addEventListener(event, hear)
    return () => window.removeEventListener(event, hear)
  }, [])
  return said.length === 0 ? null : <ToastShelf said={said} />
}
