'use client'

import { useEffect, useState } from 'react'
import { type Hit, placesFor } from './hit'

const restMs = 90

/** What the words lead to: pages and acts at once, the rest as soon as the server has answered. */
export function useHits(words: string): { hits: Hit[]; asking: boolean; trouble: string | null } {
  const [found, setFound] = useState<{ words: string; hits: Hit[]; trouble: string | null }>()
  const wanted = words.trim()
  useEffect(() => {
    if (wanted.length < 2) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      ask(wanted, abort.signal).then(
        (answer) => setFound({ words: wanted, ...answer }),
        () => {
          if (!abort.signal.aborted) setFound({ words: wanted, hits: [], trouble: 'The server did not answer.' })
        },
      )
    }, restMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [wanted])
  const isCurrent = found?.words === wanted
  const theirs = isCurrent && wanted.length >= 2 ? found.hits : []
  return {
    hits: [...theirs, ...placesFor(wanted)],
    asking: wanted.length >= 2 && !isCurrent,
    trouble: isCurrent ? found.trouble : null,
  }
}

async function ask(words: string, signal: AbortSignal): Promise<{ hits: Hit[]; trouble: string | null }> {
  const response = await fetch(`/find?q=${encodeURIComponent(words)}`, { signal })
  if (!response.ok) return { hits: [], trouble: (await response.text()).trim() }
  return { hits: ((await response.json()) as { hits: Hit[] }).hits, trouble: null }
}
