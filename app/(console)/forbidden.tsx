import Link from 'next/link'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'

export default function Forbidden() {
  return (
    <>
      <TopBar title="Not for your role" />
      <PageBody>
        <Blank
          title="Your role does not open this page"
          settled={false}
          actions={
            <Link className="btn primary" href="/overview">
              Go to the overview
            </Link>
          }
        >
          Nothing was changed. An administrator of your marketplace can say who may see it.
        </Blank>
      </PageBody>
    </>
  )
}
