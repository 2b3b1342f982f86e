import type { ReactNode } from 'react'
import { When } from '@/components/moment/when'
import { basisWords } from '@/lib/domain/close/period'
import type { Person } from '@/lib/server/access/queries'
import type { PeriodView } from '@/lib/server/close/queries'

type RecordCardProps = { view: PeriodView; entityName: string; people: readonly Person[] }

/** Whose month it is, how it is cut, who put a name to it, and what proves it. */
export function RecordCard({ view: { facts, digest, period }, entityName, people }: RecordCardProps) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id
  const { zone, basis } = facts
  const lines: Line[] = [
    ['Entity', entityName],
    ['Time zone', zone],
    ['Date basis', basisWords[basis]],
    ...(digest
      ? [
          [
            'Postings',
            `${digest.postings.toLocaleString('en-GB')}, ${digest.late.toLocaleString('en-GB')} late`,
          ] as Line,
        ]
      : []),
    ...(period ? [signed('Asked for', nameOf(period.askedBy), period.askedAt, zone)] : []),
    ...(period?.closedBy && period.closedAt ? [signed('Closed', nameOf(period.closedBy), period.closedAt, zone)] : []),
    ...(period?.reopenAskedBy && period.reopenAskedAt
      ? [signed('Opening asked for', nameOf(period.reopenAskedBy), period.reopenAskedAt, zone)]
      : []),
    ...(period?.auditHash ? [hashed('Audit hash', period.auditHash)] : []),
    ...(digest ? [hashed('Digest', digest.digest)] : []),
  ]
  return (
    <section className="card" aria-labelledby="record">
      <header>
        <h2 id="record">Record</h2>
      </header>
      <dl className="inner stackv">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt className="small mute">{label}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Line = [string, ReactNode]

function hashed(label: string, hash: string): Line {
  return [
    label,
    <span key={label} className="id">
      {hash}
    </span>,
  ]
}

function signed(label: string, name: string, at: Date, zone: string): Line {
  return [
    label,
    <span key={label}>
      {name}, <When at={at} zone={zone} />
    </span>,
  ]
}
