import { amountPhrase } from '@/components/finance/amount'
import { whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { ContractBand, ContractRow } from '@/lib/server/books/queries'
import type { Names } from '../names'

export function ContractsTable({ rows, names, zone }: { rows: readonly ContractRow[]; names: Names; zone: string }) {
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
          cell: (row) => names.sellers.get(row.sellerId) ?? row.sellerId,
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
      ]}
    />
  )
}

/** "850 bp + EUR 0.25 from EUR 100.00". */
function bandWords({ currency, fromMinor, rateBp, fixedMinor }: ContractBand): string {
  const fixed = BigInt(fixedMinor)
  const from = BigInt(fromMinor)
  const rate = `${currency.toUpperCase()} ${rateBp.toLocaleString('en-GB')} bp`
  return `${rate}${fixed === 0n ? '' : ` + ${amountPhrase(fixed, currency)}`}${from === 0n ? '' : ` from ${amountPhrase(from, currency)}`}`
}
