import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listEntries, listImports } from '@/lib/server/books/queries'
import { placeText, readMoment, readPlace } from '../ledger/search-params'
import { namesOf } from '../names'
import { BooksTabs } from './books-tabs'
import { EntriesTable } from './entries-table'
import { ImportsCard } from './imports-card'
import { booksHref, loadBooksParams } from './search-params'

export const metadata: Metadata = { title: 'Books' }
const limit = 100

export default async function BooksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadBooksParams(searchParams)
  const place = readPlace(params.before, 2)
  const occurredAt = readMoment(place?.[0])
  const [rows, imports, people, { reportingZone }] = await Promise.all([
    listEntries(ctx, {
      limit,
      ...(params.kind ? { kind: params.kind } : {}),
      ...(params.import ? { importId: params.import } : {}),
      ...(occurredAt ? { before: { occurredAt, id: place?.[1] ?? '' } } : {}),
    }),
    listImports(ctx, 10),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const names = await namesOf(ctx, rows, people)
  const last = rows.at(-1)
  const narrowed = [params.kind?.replaceAll('_', ' '), params.import].filter(Boolean)
  return (
    <>
      <TopBar title="Books" facts={narrowed.length > 0 ? narrowed : ['what the platform’s own systems say']}>
        <ExportLinks list="books" query={booksHref({ kind: params.kind, import: params.import }).split('?')[1]} />
      </TopBar>
      <PageBody>
        <BooksTabs at="/books" />
        {rows.length === 0 ? (
          <Blank
            title={narrowed.length > 0 ? 'No entry fits this filter' : 'The books are empty'}
            settled={false}
            actions={
              <Link className="btn primary" href={narrowed.length > 0 ? '/books' : '/books/import'}>
                {narrowed.length > 0 ? 'Show all entries' : 'Import a file'}
              </Link>
            }
          >
            Entries come in through POST /api/v1/book-entries or from a CSV file, and are held against Stripe at once.
          </Blank>
        ) : (
          <section className="card">
            <EntriesTable rows={rows} names={names} zone={reportingZone} params={params} />
            <Pager
              first={params.before ? booksHref({ ...params, before: null }) : null}
              next={
                last && rows.length === limit
                  ? booksHref({ ...params, before: placeText(last.occurredAt.toISOString(), last.id) })
                  : null
              }
              word="Earlier"
            />
          </section>
        )}
        {imports.length > 0 ? <ImportsCard rows={imports} names={names} zone={reportingZone} /> : null}
      </PageBody>
    </>
  )
}
