'use client'

import { useEffect, useState } from 'react'
import { formatAge } from '@/components/moment/instants'

/** An age that goes on growing: the server says how old, the browser counts from there. */
export function Age({ seconds }: { seconds: number }) {
  const [extra, setExtra] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new age from the server starts the count again
  useEffect(() => {
    const from = performance.now()
    setExtra(0)
    const timer = setInterval(() => setExtra(Math.floor((performance.now() - from) / 1000)), 5000)
    return () => clearInterval(timer)
  }, [seconds])
  return <span>{formatAge(seconds + extra)}</span>
}
