import { Check, CircleDashed, Minus, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { ShortId } from '@/components/finance/short-id'
import { whenColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { ProofRow } from '@/lib/server/proof/queries'
import type { Names } from '../names'
import { postingsHref, proofWords } from './search-params'

type ProofTableProps = { rows: readonly ProofRow[]; names: Names; zone: string }

/** What Stripe says, what the ledger says, and what is left between them. */
export function ProofTable({ rows, names, zone }: ProofTableProps) {
  return (
    <RowsTable<ProofRow>
      caption="Proof of every balance"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.currency} ${row.balanceType}`}
      toneOf={(row) => tones[row.state]}
      columns={[
        { head: 'State', cell: (row) => <ProofState state={row.state} /> },
        {
          head: 'Account',
          names: true,
          titleOf: (row) => row.accountId,
          cell: (row) => names.sellers.get(row.accountId) ?? <ShortId id={row.accountId} />,
        },
        { head: 'Balance', className: 'hide-s', look: 'mute', cell: (row) => row.balanceType.replaceAll('_', ' ') },
        {
          head: 'Stripe',
          className: 'r c-amt mixed hide-s',
          cell: (row) => <Maybe minor={row.providerMinor} currency={row.currency} code />,
        },
        {
          head: 'Ledger',
          className: 'r mixed',
          cell: (row) => (
            <Link className="fig" href={postingsHref(`stripe:${row.accountId}:${row.balanceType}`, row.currency)}>
              <Amount minor={row.ledgerMinor} currency={row.currency} code={false} align="mix" />
            </Link>
          ),
        },
        {
          head: 'Residual',
          className: 'r mixed',
          cell: (row) => <Maybe minor={row.residualMinor} currency={row.currency} difference />,
        },
        { head: 'Equation', className: 'hide-s', cell: (row) => <Equation row={row} /> },
        { ...whenColumn<ProofRow>(zone, (row) => row.provenAt, 'Proven'), className: 'r hide-s' },
      ]}
    />
  )
}

function Equation({ row: { equation, openingLabel } }: { row: ProofRow }) {
  return (
    <>
      <span className="eq">{equation}</span>
      {openingLabel ? <small className="faint"> {openingLabel}</small> : null}
    </>
  )
}

type MaybeProps = { minor: bigint | null; currency: string; code?: boolean; difference?: boolean }

function Maybe({ minor, currency, code = false, difference }: MaybeProps) {
  if (minor === null) return <span className="faint">not shown by Stripe</span>
  return <Amount minor={minor} currency={currency} code={code} align="mix" difference={difference} />
}

const tones: Partial<Record<ProofRow['state'], string>> = { residual: 'off', unproven: 'doubt' }
const looks = {
  proven: { icon: Check, tone: 't-success' },
  residual: { icon: TriangleAlert, tone: 't-danger' },
  unproven: { icon: CircleDashed, tone: 't-warning' },
  not_provable: { icon: Minus, tone: 'faint' },
} as const

function ProofState({ state }: { state: ProofRow['state'] }) {
  const { icon: Icon, tone } = looks[state]
  return (
    <span className={`line g1 ${tone}`}>
      <Icon className="ico s" />
      {proofWords[state]}
    </span>
  )
}
