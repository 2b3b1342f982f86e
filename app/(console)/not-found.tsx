import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { NothingHere } from '@/components/state/nothing-here'

/** Inside the console the frame stays: one knows where one is, and where to go on. */
export default function NotFound() {
  return (
    <>
      <TopBar title="Nothing here" />
      <PageBody>
        <NothingHere />
      </PageBody>
    </>
  )
}
