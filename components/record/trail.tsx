import { When } from '../moment/when'

export type TrailRow = { seq: bigint; at: Date; who: string; what: string; hash: string }

/** What the audit chain says was done, newest first, each with the head of its hash. */
export function Trail({ rows, zone }: { rows: readonly TrailRow[]; zone: string }) {
  if (rows.length === 0) return <p className="small faint">No act is written about this yet.</p>
  return (
    <ul className="trail">
      {rows.map((row) => (
        <li key={String(row.seq)}>
          <When at={row.at} zone={zone} />
          <span>
            {row.who} {row.what}
          </span>
          <span className="id" title={row.hash}>
            {row.hash.slice(0, 4)}…{row.hash.slice(-2)}
          </span>
        </li>
      ))}
    </ul>
  )
}
