import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { AuditRow } from '@/lib/server/audit/queries'

type AuditTableProps = { rows: readonly AuditRow[]; people: readonly { id: string; name: string }[]; zone: string }

const kinds: Record<string, string> = {
  job: 'job',
  apiKey: 'API key',
  provider: 'provider',
  sellerLink: 'seller’s link',
}

export function AuditTable({ rows, people, zone }: AuditTableProps) {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Acts, newest first</caption>
        <thead>
          <tr>
            <th className="r">Row</th>
            <th>When</th>
            <th>Who</th>
            <th>Act</th>
            <th>About</th>
            <th>Detail</th>
            <th className="r">Hash</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.seq)}>
              <td className="r faint">{String(row.seq)}</td>
              <td className="mute">
                <When at={row.at} zone={zone} />
              </td>
              <td>
                {row.actorKind === 'user' ? (
                  (names.get(row.actorId) ?? 'Someone who left')
                ) : (
                  <span className="mute">
                    {kinds[row.actorKind] ?? row.actorKind} {row.actorId}
                  </span>
                )}
              </td>
              <td className="med">{row.action}</td>
              <td>
                {names.get(row.subject) ?? (
                  <span className="id" title={row.subject}>
                    {shortId(row.subject)}
                  </span>
                )}
              </td>
              <td className="fill" title={JSON.stringify(row.detail)}>
                <span className="id">{JSON.stringify(row.detail)}</span>
              </td>
              <td className="r">
                <span className="id" title={row.hash}>
                  {row.hash.slice(0, 4)}…{row.hash.slice(-4)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
