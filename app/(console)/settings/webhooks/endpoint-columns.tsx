import { When } from '@/components/moment/when'
import type { Column } from '@/components/table/rows-table'
import type { EndpointRow } from '@/lib/server/webhooks/queries'
import { EndpointActs } from './endpoint-acts'

const stateWords = {
  active: 'is sent to',
  paused: 'rests',
  disabled: 'did not answer for three days',
  removed: 'removed',
}

/** One endpoint: where, what, how it stands, and what can be done about it. */
export function endpointColumns(zone: string): Column<EndpointRow>[] {
  return [
    { head: 'Address', names: true, look: 'id', cell: ({ url }) => url },
    {
      head: 'Events',
      onPhone: false,
      cell: ({ types }) => types.length,
      titleOf: ({ types }) => types.join(', '),
    },
    { head: 'State', cell: ({ state }) => stateWords[state] },
    { head: 'Waiting', className: 'r', onPhone: false, cell: ({ waiting }) => waiting },
    { head: 'Failed', className: 'r', onPhone: false, cell: ({ failed }) => failed },
    { head: 'Made', onPhone: false, cell: ({ createdAt }) => <When at={createdAt} zone={zone} /> },
    {
      head: 'Acts',
      className: 'r',
      spoken: true,
      cell: ({ id, url, state }) => <EndpointActs id={id} host={url} isActive={state === 'active'} />,
    },
  ]
}
