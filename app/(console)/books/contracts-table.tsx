import { amountPhrase } from '@/components/finance/amount'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { ContractBand, ContractRow } from '@/lib/server/books/queries'
import type { Names } from '../names'

export function ContractsTable({ rows, names, zone }: { rows: readonly ContractRow[]; names: Names; zone: string }) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Fee contracts by seller</caption>
        <thead>
          <tr>
            <th>Seller</th>
            <th>Tier</th>
            <th>In force from</th>
            <th>On a refund the fee is</th>
            <th>Bands</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reference}>
              <th scope="row" title={row.sellerId}>
                {names.sellers.get(row.sellerId) ?? row.sellerId}
              </th>
              <td>{row.tier}</td>
              <td className="mute">
                <When at={row.validFrom} zone={zone} />
              </td>
              <td>{row.refundPolicy}</td>
              <td className="fill" title={row.bands.map(bandWords).join('\n')}>
                {row.bands.map(bandWords).join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

/** "850 bp + EUR 0.25 from EUR 100.00". */
function bandWords({ currency, fromMinor, rateBp, fixedMinor }: ContractBand): string {
  const fixed = BigInt(fixedMinor)
  const from = BigInt(fromMinor)
  const rate = `${currency.toUpperCase()} ${rateBp} bp`
  return `${rate}${fixed === 0n ? '' : ` + ${amountPhrase(fixed, currency)}`}${from === 0n ? '' : ` from ${amountPhrase(from, currency)}`}`
}
