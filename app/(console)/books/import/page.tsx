import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { requireActor } from '@/lib/server/auth/require-actor'
import { BooksTabs } from '../books-tabs'
import { csvWords } from '../csv-words'
import { ImportForm } from '../import-form'

export const metadata: Metadata = { title: 'Import a file' }

export default async function ImportPage() {
  const ctx = await requireActor('console.read')
  return (
    <>
      <TopBar title="Import a file" above={{ href: '/books', label: 'Books' }} />
      <PageBody>
        <BooksTabs at="/books/import" />
        <ImportForm disabledReason={can(ctx.actor, 'books.import') ? null : csvWords.not_permitted} />
      </PageBody>
    </>
  )
}
