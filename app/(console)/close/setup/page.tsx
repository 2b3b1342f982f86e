import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getBasis } from '@/lib/server/close/choose-basis'
import { listChartEdits } from '@/lib/server/close/journal/map-account'
import { BasisCard } from './basis-card'
import { ChartCard } from './chart-card'
import { basisRefusals, onlyAdmins } from './setup-words'

export const metadata: Metadata = { title: 'How months are closed' }

export default async function CloseSetupPage() {
  const ctx = await requireActor('console.read')
  const [{ basis, standing }, edits] = await Promise.all([getBasis(ctx), listChartEdits(ctx)])
  const notAdmin = can(ctx.actor, 'close.confirm') ? null : onlyAdmins
  return (
    <>
      <TopBar title="How months are closed" above={{ href: '/close', label: 'Close' }} />
      <PageBody>
        <BasisCard basis={basis} disabledReason={standing ? basisRefusals[standing] : notAdmin} />
        <ChartCard edits={edits} disabledReason={notAdmin} />
      </PageBody>
    </>
  )
}
