import type { EvidencePart } from '@/lib/domain/reconciliation/finding'
import { Amount } from '../finance/amount'

type SumProps = { parts: readonly EvidencePart[]; totalMinor: bigint; currency: string; total?: string }

/** Proof adds up in sight: the parts, and the whole that they make. */
export function Sum({ parts, totalMinor, currency, total = 'At stake' }: SumProps) {
  return (
    <table className="sum tight">
      <caption className="sr">How the amount comes about</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.label}>
            <th scope="row" className="mute">
              {part.label}
            </th>
            <td className="r">
              <Amount minor={BigInt(part.amountMinor)} currency={currency} code={false} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{total}</th>
          <td className="r">
            <Amount minor={totalMinor} currency={currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
