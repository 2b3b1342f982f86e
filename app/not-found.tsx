import Link from 'next/link'
import { Blank } from '@/components/state/blank'

export default function NotFound() {
  return (
    <main className="sheet">
      <Blank
        title="There is nothing at this address"
        settled={false}
        level={1}
        actions={
          <>
            <Link className="btn primary" href="/overview">
              Go to the overview
            </Link>
            <Link className="btn" href="/exceptions">
              Open the queue
            </Link>
          </>
        }
      >
        It may never have existed, or it belongs to another marketplace. Nothing was changed.
      </Blank>
    </main>
  )
}
