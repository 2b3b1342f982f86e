import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getExport } from '@/lib/server/exports/jobs/queries'
import { getFreshness } from '@/lib/server/freshness/queries'
import { LiveRefresh } from '../../sync/live-refresh'
import { WorkerAway } from '../../sync/run-card'
import { isUnderWay, listWords } from '../export-words'
import { ExportCard } from './export-card'

export const metadata: Metadata = { title: 'Export' }

/** One's own export: how far it is while the worker writes it, and the file when it is done. */
export default async function ExportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireActor('export.make')
  const row = await getExport(ctx, (await params).id)
  if (!row) notFound()
  const [{ reportingZone }, fresh] = await Promise.all([getMarketplace(ctx), getFreshness(ctx)])
  return (
    <>
      <TopBar
        title={`${listWords[row.list]} as ${row.format.toUpperCase()}`}
        above={{ href: '/exports/jobs', label: 'Exports' }}
      />
      {isUnderWay(row) ? <LiveRefresh everyMs={2000} /> : null}
      <PageBody>
        {isUnderWay(row) ? <WorkerAway fresh={fresh} /> : null}
        <ExportCard row={row} zone={reportingZone} />
      </PageBody>
    </>
  )
}
