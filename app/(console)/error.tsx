'use client'

import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { PageTrouble } from '@/components/state/page-trouble'

type ErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** One page failed: the frame around it stands. */
export default function ConsoleError(props: ErrorProps) {
  return (
    <>
      <TopBar title="Not drawn" />
      <PageBody>
        <PageTrouble {...props} stillWorks="the server and its database answer: other pages should open" />
      </PageBody>
    </>
  )
}
