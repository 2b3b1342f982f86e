import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { NotYourRole } from '@/components/state/not-your-role'

export default function Forbidden() {
  return (
    <>
      <TopBar title="Not for your role" />
      <PageBody>
        <NotYourRole />
      </PageBody>
    </>
  )
}
