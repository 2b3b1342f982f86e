'use client'

import { useRef, useTransition } from 'react'

/** One errand at a time: what is pressed again while it runs is not sent, so a double click is one write. */
export function useOnce() {
  const [busy, start] = useTransition()
  // Set at once, unlike `busy`: the second press of a double click finds it.
  const sent = useRef(false)
  const once = (errand: () => Promise<void>) => {
    if (sent.current) return
    sent.current = true
    start(async () => {
      try {
        await errand()
      } finally {
        sent.current = false
      }
    })
  }
  return { busy, once }
}
