'use client'

import { PageTrouble } from '@/components/state/page-trouble'

type ErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** Not even the frame could be drawn, as when the database does not answer. */
export default function AppError(props: ErrorProps) {
  return (
    <main className="sheet">
      <PageTrouble {...props} level={1} stillWorks="Stripe keeps what it cannot deliver and sends it again" />
    </main>
  )
}
