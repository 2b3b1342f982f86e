import { Points } from '@/components/evidence/points'
import { Amount, amountPhrase } from '@/components/finance/amount'
import { ShortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { RowsTable } from '@/components/table/rows-table'
import type { Actor } from '@/lib/domain/access/actor'
import { canDecideProposal, proposalSentences } from '@/lib/domain/matching/proposals/proposal'
import { sayFactor } from '@/lib/domain/matching/scoring/factor'
import type { ProposalRow } from '@/lib/server/matching/proposals/queries'
import { deciderName } from '../names'
import { DecideButtons, TakeBack } from './decide-buttons'

type ProposalCardProps = {
  row: ProposalRow
  actor: Actor
  zone: string
  people: ReadonlyMap<string, string>
}

/** The sentence first; then both sides, the reasons as parts of the whole, and the two answers. */
export function ProposalCard({ row, actor, zone, people }: ProposalCardProps) {
  return (
    <section className="card" aria-label={sentenceOf(row)}>
      <header>
        <h2>{sentenceOf(row)}</h2>
        <span className="push faint small nowrap">
          {row.rule.replaceAll('_', ' ')}, {row.policyVersion === 0 ? 'shipped policy' : `policy ${row.policyVersion}`}
        </span>
      </header>
      <RowsTable
        caption="Both sides"
        rows={bothSides(row)}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Side', cell: ({ side }) => side },
          { head: 'Row', names: true, cell: ({ name }) => <ShortId id={name} /> },
          { head: 'What', cell: ({ what }) => what.replaceAll('_', ' '), onPhone: false },
          { head: 'Day', cell: ({ day }) => day, className: 'nowrap' },
          {
            head: 'Amount',
            className: 'r',
            cell: ({ amountMinor, currency }) => <Amount minor={BigInt(amountMinor)} currency={currency} align="mix" />,
          },
        ]}
      />
      <div className="inner stackv">
        {row.remainderMinor === 0n ? (
          <Points caption="Why" parts={row.factors.map(partOf)} total={row.confidence} whole="Confidence, of 100" />
        ) : (
          <p className="note warning">
            They name each other and their sums are {amountPhrase(row.remainderMinor, row.currency)} apart: that much
            remains unexplained.
          </p>
        )}
        <Answer row={row} actor={actor} zone={zone} people={people} />
      </div>
    </section>
  )
}

function Answer({ row, actor, zone, people }: ProposalCardProps) {
  if (row.state === 'proposed') {
    return (
      <DecideButtons
        id={row.id}
        acceptDisabled={whyNot(row, actor, 'accepted')}
        refuseDisabled={whyNot(row, actor, 'refused')}
      />
    )
  }
  if (!row.decidedAt) return <p className="small mute">Gone: its rows changed or were tied otherwise.</p>
  const who = deciderName(row.decidedBy, people)
  return (
    <div className="line wrap">
      <p className="small mute">
        {who} {row.state} it, <When at={row.decidedAt} zone={zone} />
      </p>
      {row.state === 'accepted' ? <TakeBack id={row.id} disabledReason={whyNot(row, actor, 'refused')} /> : null}
    </div>
  )
}

function whyNot(row: ProposalRow, actor: Actor, decision: 'accepted' | 'refused'): string | null {
  const verdict = canDecideProposal(row, actor, decision)
  return verdict.ok ? null : proposalSentences[verdict.reason]
}

function sentenceOf({ left, right, remainderMinor }: ProposalRow): string {
  const count = (rows: readonly unknown[]) => (rows.length === 1 ? 'One row' : `${rows.length} rows`)
  const others = right.length === 1 ? 'one of the other side' : `${right.length} of the other side`
  return remainderMinor === 0n
    ? `${count(left)} may be ${others}`
    : `${count(left)} should be ${others}, and the sums are apart`
}

const sideNames = {
  payout: 'Stripe',
  topup: 'Stripe',
  bank_line: 'Bank',
  book_entry: 'Books',
  provider_object: 'Stripe',
}

function bothSides({ pair, left, right }: ProposalRow) {
  const [leftSide, rightSide] = pair.split(' ').map((side) => sideNames[side as keyof typeof sideNames])
  return [...left.map((row) => ({ ...row, side: leftSide })), ...right.map((row) => ({ ...row, side: rightSide }))]
}

function partOf(factor: ProposalRow['factors'][number]) {
  const { code, points, of } = factor
  return { label: code, points, of, reason: sayFactor(factor, amountPhrase).replace(/ \(\d+ of \d+\)\.$/, '') }
}
