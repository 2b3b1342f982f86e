import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { can } from '@/lib/domain/access/can'
import { recentMonths } from '@/lib/domain/reports/month-period'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listChecks } from '@/lib/server/reports/queries'
import { LiveRefresh } from '../../sync/live-refresh'
import { LedgerTabs } from '../ledger-tabs'
import { loadReportsParams, placeText, readMoment, readPlace, reportsHref } from '../search-params'
import { AskForm } from './ask-form'
import { ChecksTable } from './checks-table'
import { notPermitted } from './report-words'
import { UploadForm } from './upload-form'

export const metadata: Metadata = { title: 'Stripe’s reports' }
const limit = 50

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { before } = await loadReportsParams(searchParams)
  const place = readPlace(before, 2)
  const askedAt = readMoment(place?.[0])
  const [rows, { reportingZone }] = await Promise.all([
    listChecks(ctx, { limit, ...(askedAt ? { after: { askedAt, id: place?.[1] ?? '' } } : {}) }),
    getMarketplace(ctx),
  ])
  const disabledReason = can(ctx.actor, 'report.check') ? null : notPermitted
  const isUnderWay = rows.some(({ state }) => state === 'queued' || state === 'waiting')
  const last = rows.at(-1)
  const more = last && rows.length === limit ? placeText(last.askedAt.toISOString(), last.id) : null
  return (
    <>
      <TopBar
        title="Stripe’s reports"
        above={{ href: '/ledger', label: 'Ledger' }}
        facts={['Stripe’s own exports, held against the ledger to the cent']}
      />
      <PageBody>
        <LedgerTabs at="/ledger/reports" />
        {rows.length === 0 ? (
          <Blank title="No report has been checked yet" settled={false}>
            Ask Stripe for a month, or bring a file that you saved: every row and both ends of the period are compared.
          </Blank>
        ) : (
          <section className="card">
            <ChecksTable rows={rows} zone={reportingZone} />
            <Pager first={before ? reportsHref() : null} next={more ? reportsHref(more) : null} word="Earlier" />
          </section>
        )}
        <div className="cols">
          <AskForm months={recentMonths(ctx.now, 12)} disabledReason={disabledReason} />
          <UploadForm disabledReason={disabledReason} />
        </div>
        {isUnderWay ? <LiveRefresh everyMs={3000} /> : null}
      </PageBody>
    </>
  )
}
