'use client'

import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Trouble } from '@/components/state/trouble'

type ErrorProps = { error: Error & { digest?: string }; reset: () => void }

export default function ConsoleError({ error, reset }: ErrorProps) {
  return (
    <>
      <TopBar title="Not drawn" />
      <PageBody>
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
      </PageBody>
    </>
  )
}
