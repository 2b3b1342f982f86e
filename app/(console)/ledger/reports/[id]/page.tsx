import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Pager } from '@/components/table/pager'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getCheck, listCheckSums, listDifferences } from '@/lib/server/reports/queries'
import { checkHref, loadCheckParams } from '../../search-params'
import { kindWords, periodWords, verdictWords } from '../report-words'
import { DifferencesTable, SumsTable } from './check-tables'

export const metadata: Metadata = { title: 'Check of a report' }
const limit = 100

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function CheckPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const [{ id }, { after }] = await Promise.all([params, loadCheckParams(searchParams)])
  const check = await getCheck(ctx, id)
  if (!check) notFound()
  const [sums, rows] = await Promise.all([listCheckSums(ctx, id), listDifferences(ctx, id, after ?? 0, limit)])
  const last = rows.at(-1)
  return (
    <>
      <TopBar
        title={kindWords[check.kind]}
        above={{ href: '/ledger/reports', label: 'Stripe’s reports' }}
        facts={[periodWords(check), check.origin === 'run' ? 'from Stripe’s API' : 'from a file']}
      />
      <PageBody>
        <p className={check.verdict === 'equal' ? 'note success' : 'note warning'}>
          <span>{verdictWords(check)}</span>
        </p>
        {rows.length > 0 ? (
          <section className="card">
            <DifferencesTable rows={rows} />
            <Pager
              first={after ? checkHref(id) : null}
              next={last && rows.length === limit ? checkHref(id, last.ordinal) : null}
            />
          </section>
        ) : null}
        {sums.length > 0 ? (
          <section className="card">
            <SumsTable rows={sums} />
          </section>
        ) : null}
        {check.digest ? <p className="small faint">Digest of the verdict {check.digest}</p> : null}
      </PageBody>
    </>
  )
}
