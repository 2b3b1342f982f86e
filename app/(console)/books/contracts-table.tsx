import Link from 'next/link'
import { amountPhrase } from '@/components/finance/amount'
import { whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { everySeller } from '@/lib/domain/fees/contract'
import type { ContractBand, ContractRow } from '@/lib/server/books/queries'
import { deciderName, type Names } from '../names'

type ContractsTableProps = {
  rows: readonly ContractRow[]
  names: Names
  zone: string
  /** Where a seller's name leads, if anywhere. */
  hrefOf?(sellerId: string): string
}

export function ContractsTable({ rows, names, zone, hrefOf }: ContractsTableProps) {
  return (
    <RowsTable<ContractRow>
      caption="Fee contracts by seller"
      rows={rows}
      keyOf={(row) => row.reference}
      columns={[
        {
          head: 'Seller',
          names: true,
          titleOf: (row) => row.sellerId,
          cell: (row) => {
            const name = contractSeller(row.sellerId, names.sellers)
            return hrefOf ? (
              <Link className="link" href={hrefOf(row.sellerId)}>
                {name}
              </Link>
            ) : (
              name
            )
          },
        },
        { head: 'Tier', cell: (row) => row.tier },
        wide(whenColumn(zone, (row) => row.validFrom, 'In force from')),
        { head: 'On a refund the fee is', onPhone: false, cell: (row) => row.refundPolicy },
        { head: 'A lost dispute is', onPhone: false, cell: (row) => row.disputePolicy },
        {
          head: 'Bands',
          look: 'wide',
          cell: (row) => row.bands.map(bandWords).join(' · '),
        },
        { head: 'Let by', onPhone: false, cell: (row) => byWords(row, names.people) },
      ]}
    />
  )
}

/** Whom a contract is for, by name. */
export function contractSeller(sellerId: string, sellers: Names['sellers']): string {
  return sellerId === everySeller ? 'Every seller without one' : (sellers.get(sellerId) ?? sellerId)
}

function byWords({ draftedBy, activatedBy }: ContractRow, people: Names['people']): string {
  if (draftedBy === null) return 'the API'
  return `${deciderName(draftedBy, people)}, ${deciderName(activatedBy, people)}`
}

/** "850 bp + EUR 0.25 from EUR 100.00". */
export function bandWords({ currency, fromMinor, rateBp, fixedMinor }: ContractBand): string {
  const fixed = BigInt(fixedMinor)
  const from = BigInt(fromMinor)
  const rate = `${currency.toUpperCase()} ${rateBp.toLocaleString('en-GB')} bp`
  return `${rate}${fixed === 0n ? '' : ` + ${amountPhrase(fixed, currency)}`}${from === 0n ? '' : ` from ${amountPhrase(from, currency)}`}`
}
