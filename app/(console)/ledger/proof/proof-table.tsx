import { Check, CircleDashed, Clock, Minus, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { ShortId } from '@/components/finance/short-id'
import { whenColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { ProofRow } from '@/lib/server/proof/queries'
import type { Names } from '../../names'
import { proofWords } from '../search-params'
import { type ProofLine, proofLines } from './proof-lines'

type ProofTableProps = { rows: readonly ProofRow[]; names: Names; zone: string }

/** What Stripe says, what the ledger says, and what is left between them: the whole, then available and pending apart. */
export function ProofTable({ rows, names, zone }: ProofTableProps) {
  return (
    <RowsTable<ProofLine>
      caption="Proof of every balance"
      rows={rows.flatMap(proofLines)}
      keyOf={({ row, part }) => `${row.accountId} ${row.currency} ${row.balanceType} ${part}`}
      toneOf={(line) => tones[line.state]}
      columns={[
        { head: 'State', cell: (line) => <LineState line={line} /> },
        {
          head: 'Account',
          names: true,
          titleOf: ({ row }) => row.accountId,
          cell: ({ row, part }) => (
            <span className={part === 'total' ? undefined : 'faint'}>
              <span className="only-s-in faint">{row.currency.toUpperCase()} </span>
              {names.sellers.get(row.accountId) ?? <ShortId id={row.accountId} />}
            </span>
          ),
        },
        { head: 'Balance', className: 'hide-s', look: 'mute', cell: ({ row, part }) => balanceWords(row, part) },
        {
          head: 'Stripe',
          className: 'r c-amt mixed hide-s',
          cell: ({ stripeMinor, row }) => <Maybe minor={stripeMinor} currency={row.currency} code />,
        },
        {
          head: 'Ledger',
          onPhone: false,
          className: 'r mixed',
          cell: ({ ledgerMinor, href, row }) => (
            <Link className="fig" prefetch={false} href={href}>
              <Amount minor={ledgerMinor} currency={row.currency} code={false} align="mix" />
            </Link>
          ),
        },
        {
          head: 'Residual',
          className: 'r mixed',
          cell: ({ residualMinor, state, row }) => (
            <Maybe minor={residualMinor} currency={row.currency} difference moved={state === 'unproven'} />
          ),
        },
        {
          head: 'Equation',
          className: 'hide-s',
          look: 'fill',
          titleOf: equationOf,
          cell: (line) => <Equation line={line} />,
        },
        { ...whenColumn<ProofLine>(zone, ({ row }) => row.provenAt, 'Proven'), className: 'r hide-s' },
      ]}
    />
  )
}

function balanceWords({ balanceType }: ProofRow, part: ProofLine['part']): string {
  const words = balanceType.replaceAll('_', ' ')
  return part === 'total' ? words : `${words} · ${part}`
}

function Equation({ line }: { line: ProofLine }) {
  const opening = openingOf(line)
  return (
    <>
      <span className="eq">{line.equation}</span>
      {opening ? <small className="faint"> {opening}</small> : null}
    </>
  )
}

function equationOf(line: ProofLine): string {
  return [line.equation, openingOf(line)].filter(Boolean).join(' ')
}

function openingOf({ part, row }: ProofLine): string | null {
  return part === 'total' ? row.openingLabel : null
}

type MaybeProps = { minor: bigint | null; currency: string; code?: boolean; difference?: boolean; moved?: boolean }

function Maybe({ minor, currency, code = false, difference, moved = false }: MaybeProps) {
  if (minor === null) return <span className="faint">{moved ? 'moved while read' : 'not shown by Stripe'}</span>
  return <Amount minor={minor} currency={currency} code={code} align="mix" difference={difference} />
}

const tones: Partial<Record<ProofLine['state'], string>> = { residual: 'off', unproven: 'doubt', differs: 'doubt' }
const looks = {
  proven: { icon: Check, tone: 't-success' },
  residual: { icon: TriangleAlert, tone: 't-danger' },
  unproven: { icon: CircleDashed, tone: 't-warning' },
  differs: { icon: Clock, tone: 't-warning' },
  not_provable: { icon: Minus, tone: 'faint' },
} as const

/** A part of a balance names itself in its state: on a phone the other columns that would are hidden. */
function LineState({ line: { state, part } }: { line: ProofLine }) {
  const { icon: Icon, tone } = looks[state]
  return (
    <span className={`line g1 ${tone}`}>
      <Icon className="ico s" />
      {part === 'total' ? proofWords[state] : part}
      {part === 'total' ? null : <span className={state === 'proven' ? 'sr' : undefined}>{partWords[state]}</span>}
    </span>
  )
}

const partWords: Partial<Record<ProofLine['state'], string>> = {
  proven: 'proven',
  differs: 'differs',
  unproven: 'moved',
}
