import Link from 'next/link'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'

/** Inside the console the frame stays: one knows where one is, and where to go on. */
export default function NotFound() {
  return (
    <>
      <TopBar title="Nothing here" />
      <PageBody>
        <Blank
          title="There is nothing at this address"
          settled={false}
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
      </PageBody>
    </>
  )
}
