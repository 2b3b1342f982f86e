'use client'

import { PageTrouble } from '@/components/state/page-trouble'

type ErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** Not even the frame could be drawn, as when the database does not answer. */
export default function AppError(props: ErrorProps) {
  return (
    <main className="sheet">
      <PageTrouble {...props} />
    </main>
  )
}
