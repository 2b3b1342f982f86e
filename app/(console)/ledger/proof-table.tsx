import { Check, CircleDashed, Minus, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { ProofRow } from '@/lib/server/proof/queries'
import type { Names } from '../names'
import { postingsHref, proofWords } from './search-params'

type ProofTableProps = { rows: readonly ProofRow[]; names: Names; zone: string }

/** What Stripe says, what the ledger says, and what is left between them. */
export function ProofTable({ rows, names, zone }: ProofTableProps) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Proof of every balance</caption>
        <thead>
          <tr>
            <th>State</th>
            <th>Account</th>
            <th className="hide-s">Balance</th>
            <th className="r c-amt mixed hide-s">Stripe</th>
            <th className="r">Ledger</th>
            <th className="r">Residual</th>
            <th className="hide-s">Equation</th>
            <th className="r hide-s">Proven</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.accountId} ${row.currency} ${row.balanceType}`} className={tones[row.state]}>
              <td>
                <ProofState state={row.state} />
              </td>
              <th scope="row" title={row.accountId}>
                {names.sellers.get(row.accountId) ?? <span className="id">{shortId(row.accountId)}</span>}
              </th>
              <td className="mute hide-s">{row.balanceType.replaceAll('_', ' ')}</td>
              <td className="r c-amt hide-s">
                <Maybe minor={row.providerMinor} currency={row.currency} code />
              </td>
              <td className="r">
                <Link className="fig" href={postingsHref(`stripe:${row.accountId}:${row.balanceType}`, row.currency)}>
                  <Amount minor={row.ledgerMinor} currency={row.currency} code={false} align="mix" />
                </Link>
              </td>
              <td className="r">
                <Maybe minor={row.residualMinor} currency={row.currency} difference />
              </td>
              <td className="hide-s">
                <span className="eq">{row.equation}</span>
                {row.openingLabel ? <small className="faint"> {row.openingLabel}</small> : null}
              </td>
              <td className="r mute hide-s">
                <When at={row.provenAt} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
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
