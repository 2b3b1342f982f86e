import { BoneCard, BoneRows } from '../ui/bones'
import { PageBody } from './page-body'
import { TopBar } from './top-bar'

/** What stands while a page is read: its name, and the shape of what comes. */
export function PageBones({ title, cards = 0, rows = 0 }: { title: string; cards?: number; rows?: number }) {
  return (
    <>
      <TopBar title={title} />
      <PageBody>
        {cards > 0 ? <BoneCard height={96} /> : null}
        {cards > 1 ? <BoneCard height={292} /> : null}
        {rows > 0 ? (
          <section className="card">
            <BoneRows rows={rows} height={28} />
          </section>
        ) : null}
      </PageBody>
    </>
  )
}
