import Link from 'next/link'
import { type SeverityName, severities, severityWord } from '../finance/severity-mark'

export type AgeRow = { label: string; href: string; counts: Record<SeverityName, number> }

const worstFirst = severities.toReversed()

/** Open by age and severity: every bar and every number leads to the queue filtered so. */
export function AgeTable({ rows, hrefOf }: { rows: readonly AgeRow[]; hrefOf(severity: SeverityName): string }) {
  const totals = rows.map((row) => worstFirst.reduce((sum, severity) => sum + row.counts[severity], 0))
  const widest = Math.max(1, ...totals)
  return (
    <>
      <table className="agetab tight">
        <caption className="sr">Open exceptions by age and severity</caption>
        <thead>
          <tr>
            <th>Age</th>
            <td aria-hidden="true" />
            <th className="n">Open</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td aria-hidden="true">
                <span className="stack" style={{ width: `${((totals[at] ?? 0) / widest) * 100}%` }}>
                  {worstFirst.map((severity) =>
                    row.counts[severity] > 0 ? (
                      <i key={severity} className={`s-${severity}`} style={{ flex: row.counts[severity] }} />
                    ) : null,
                  )}
                </span>
              </td>
              <td className="n">
                <Link href={row.href}>{(totals[at] ?? 0).toLocaleString('en-GB')}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="line g3 wrap mt-2">
        {worstFirst.map((severity) => (
          <Link key={severity} className="legend" href={hrefOf(severity)}>
            <i className={`sq s-${severity}`} />
            {severityWord(severity)} {rows.reduce((sum, row) => sum + row.counts[severity], 0).toLocaleString('en-GB')}
          </Link>
        ))}
      </p>
    </>
  )
}
