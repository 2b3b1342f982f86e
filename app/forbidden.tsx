import Link from 'next/link'
import { Blank } from '@/components/state/blank'

export default function Forbidden() {
  return (
    <main className="sheet">
      <Blank
        title="Your role does not open this page"
        settled={false}
        level={1}
        actions={
          <Link className="btn primary" href="/overview">
            Go to the overview
          </Link>
        }
      >
        Nothing was changed. An administrator of your marketplace can say who may see it.
      </Blank>
    </main>
  )
}
