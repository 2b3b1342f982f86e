import { When } from '@/components/moment/when'
import type { Column } from '@/components/table/rows-table'
import type { DeliveryRow } from '@/lib/server/webhooks/queries'
import { AgainButton } from './endpoint-acts'

/** One message: what it says, where it goes, and what became of it. */
export function deliveryColumns(zone: string, hostOf: (endpointId: string) => string): Column<DeliveryRow>[] {
  return [
    { head: 'Event', names: true, cell: ({ type }) => type },
    { head: 'About', onPhone: false, look: 'id', cell: ({ subject }) => subject },
    { head: 'To', onPhone: false, look: 'mute', cell: ({ endpointId }) => hostOf(endpointId) },
    { head: 'Made', onPhone: false, cell: ({ createdAt }) => <When at={createdAt} zone={zone} /> },
    { head: 'Tries', className: 'r', onPhone: false, cell: ({ attempts }) => attempts },
    { head: 'Answer', cell: answerOf },
    { head: 'Again', className: 'r', spoken: true, cell: ({ id, type }) => <AgainButton id={id} type={type} /> },
  ]
}

function answerOf({ state, lastStatus, lastError, attempts }: DeliveryRow): string {
  const said = lastError ?? (lastStatus === null ? null : `answered ${lastStatus}`)
  if (state === 'done') return said ?? 'arrived'
  if (state === 'failed') return `failed: ${said ?? 'no answer'}`
  return attempts === 0 ? 'not sent yet' : `${said ?? 'under way'}, is tried again`
}
