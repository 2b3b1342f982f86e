import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { ListCard } from '@/components/table/list-card'
import { exportPolicy } from '@/lib/domain/exports/policy'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { env } from '@/lib/server/env'
import { listExports } from '@/lib/server/exports/jobs/queries'
import { LiveRefresh } from '../../sync/live-refresh'
import { isUnderWay, said } from '../export-words'
import { exportColumns } from './export-columns'

export const metadata: Metadata = { title: 'Exports' }
const limit = 50

/** One's own exports of long lists; shorter ones are files at once and stand in the audit chain only. */
export default async function ExportsPage() {
  const ctx = await requireActor('export.make')
  const [rows, { reportingZone }] = await Promise.all([listExports(ctx, limit), getMarketplace(ctx)])
  const atOnce = said(BigInt(env().EXPORT_JOB_FROM_ROWS))
  return (
    <>
      <TopBar title="Exports" facts={[`lists of more than ${atOnce} rows, kept for ${exportPolicy.keptHours} hours`]} />
      {rows.some(isUnderWay) ? <LiveRefresh everyMs={5000} /> : null}
      <PageBody>
        <ListCard
          title="Yours"
          empty={`No export of yours is kept. A list of more than ${atOnce} rows is written here; go by the buttons above it.`}
          rows={rows}
          limit={limit}
          keyOf={({ id }) => id}
          columns={exportColumns(reportingZone)}
        />
      </PageBody>
    </>
  )
}
