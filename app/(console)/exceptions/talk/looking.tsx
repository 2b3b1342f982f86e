'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useHere } from '@/components/form/here'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Looking as Answer } from '../[id]/looking/route'

const beatMs = 15_000

type LookingProps = { id: string; version: number }

/** Who else has this exception open right now, and whether it has moved on since the page was loaded. */
export function Looking({ id, version }: LookingProps) {
  const [now, setNow] = useState<Answer>({ version, others: [] })
  const marketplace = useHere()
  const router = useRouter()
  useEffect(() => {
    let over = false
    const beat = async () => {
      if (document.visibilityState !== 'visible') return
      const query = marketplace === null ? '' : `?marketplace=${encodeURIComponent(marketplace)}`
      // A beat that fails is missed, and no more: the next one asks again.
      const response = await fetch(`/exceptions/${encodeURIComponent(id)}/looking${query}`, { method: 'POST' }).catch(
        () => null,
      )
      if (response?.ok && !over) setNow(await response.json())
    }
    void beat()
    const timer = setInterval(beat, beatMs)
    document.addEventListener('visibilitychange', beat)
    return () => {
      over = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [id, marketplace])
  return (
    <span className="line g1" role="status" aria-label="Who is looking">
      {now.others.map((name) => (
        <span key={name} className="looking" title={`${name} has this open too`}>
          <Avatar name={name} />
          <span className="sr"> has this open too</span>
        </span>
      ))}
      {now.version > version ? (
        <Button variant="ghost" onClick={() => router.refresh()}>
          Changed meanwhile: show it
        </Button>
      ) : null}
    </span>
  )
}
