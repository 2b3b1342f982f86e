'use client'

import { Trouble } from './trouble'

type PageTroubleProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be drawn: what was not harmed, what still works, and what to give whoever helps. */
export function PageTrouble({ error, reset }: PageTroubleProps) {
  return (
    <Trouble
      title="This page could not be drawn"
      facts={[
        ['Still works', 'every other page; syncing and reconciling go on'],
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
          <button type="button" className="btn primary" onClick={reset}>
            Try again
          </button>
          <a className="btn" href="/overview">
            Go to the overview
          </a>
        </>
      }
    >
      The server ran into something it did not expect. Nothing was lost and nothing was sent twice.
    </Trouble>
  )
}
