import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { ListCard } from '@/components/table/list-card'
import { can } from '@/lib/domain/access/can'
import { eventCatalog, listenableTypes } from '@/lib/domain/events/catalog'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listDeliveries, listEndpoints, shownDeliveries } from '@/lib/server/webhooks/queries'
import { deliveryColumns } from './delivery-columns'
import { EndpointDialog } from './endpoint-acts'
import { endpointColumns } from './endpoint-columns'
import { makeWords } from './webhook-words'

export const metadata: Metadata = { title: 'Webhooks' }

/** Who outside is told what happens here, and what became of every message. */
export default async function WebhooksPage() {
  const ctx = await requireActor('console.read')
  const [endpoints, deliveries, { reportingZone: zone }] = await Promise.all([
    listEndpoints(ctx),
    listDeliveries(ctx),
    getMarketplace(ctx),
  ])
  const may = can(ctx.actor, 'webhook.manage')
  const hostOf = (id: string) => endpoints.find((one) => one.id === id)?.url ?? 'a removed endpoint'
  return (
    <>
      <TopBar
        title="Webhooks"
        above={{ href: '/settings', label: 'Settings' }}
        facts={[`${endpoints.length} endpoints`]}
      >
        <EndpointDialog
          types={listenableTypes.map((type) => ({ type, says: eventCatalog[type].says }))}
          disabledReason={may ? null : makeWords.not_permitted}
        />
      </TopBar>
      <PageBody>
        <ListCard
          title="Endpoints"
          empty={may ? 'Nobody outside is told anything yet.' : makeWords.not_permitted}
          rows={endpoints}
          keyOf={({ id }) => id}
          columns={endpointColumns(zone)}
        />
        <ListCard
          title="Messages"
          empty="Nothing was sent yet."
          rows={deliveries}
          limit={shownDeliveries}
          keyOf={({ id }) => id}
          columns={deliveryColumns(zone, hostOf)}
        />
      </PageBody>
    </>
  )
}
