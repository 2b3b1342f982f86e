'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { StillWorks } from './health-words'
import { Trouble } from './trouble'

type PageTroubleProps = {
  error: Error & { digest?: string }
  reset: () => void
  stillWorks: string
  level?: 1
}

/** A page that could not be drawn: what was not harmed, what still works, and what to give whoever helps. */
export function PageTrouble({ error, reset, stillWorks, level }: PageTroubleProps) {
  const router = useRouter()
  const again = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <Trouble
      title="This page could not be drawn"
      level={level}
      facts={[
        ['Still works', <StillWorks key="works" otherwise={stillWorks} />],
        ['Not harmed', 'an act is written with its audit row, or not at all'],
        [
          'Reference',
          <span key="reference" className="id">
            {error.digest ?? 'none'}
          </span>,
        ],
      ]}
      actions={
        <>
          <button type="button" className="btn primary" onClick={again}>
            Try again
          </button>
          <a className="btn" href="/overview">
            Go to the overview
          </a>
        </>
      }
    >
      The server ran into something it did not expect, or its database did not answer.
    </Trouble>
  )
}
