import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { PayoutRow } from '@/lib/server/payouts/queries'
import type { Names } from '../names'

export function PayoutsTable({ rows, names, zone }: { rows: readonly PayoutRow[]; names: Names; zone: string }) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Payouts, newest first</caption>
        <thead>
          <tr>
            <th>Created</th>
            <th>Account</th>
            <th>Status</th>
            <th>Kind</th>
            <th>Id</th>
            <th className="r c-amt mixed">Amount</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.accountId} ${row.id}`}>
              <td className="mute">
                <When at={row.created} zone={zone} />
              </td>
              <td>{names.sellers.get(row.accountId) ?? shortId(row.accountId)}</td>
              <td>
                <PayoutStatus status={row.status} />
              </td>
              <td className="mute">{row.automatic ? 'automatic' : 'manual or instant'}</td>
              <td>
                <Link className="id" href={`/payouts/${row.id}`} title={row.id}>
                  {shortId(row.id)}
                </Link>
              </td>
              <td className="r c-amt">
                <Link className="fig" href={`/payouts/${row.id}`}>
                  <Amount minor={row.amountMinor} currency={row.currency} align="mix" />
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

export function PayoutStatus({ status }: { status: string | null }) {
  const tone = status === 'failed' ? 'danger' : status === 'paid' ? 'success' : ''
  return <span className={`chip ${tone}`}>{status?.replaceAll('_', ' ') ?? 'unknown'}</span>
}
