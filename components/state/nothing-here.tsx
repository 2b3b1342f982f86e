import Link from 'next/link'
import { Blank } from './blank'

/** An address that leads nowhere, or to what another marketplace has: the two are not told apart. */
export function NothingHere({ level }: { level?: 1 }) {
  return (
    <Blank
      title="There is nothing at this address"
      settled={false}
      level={level}
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
  )
}
