import { Amount } from '@/components/finance/amount'
import { RowsTable } from '@/components/table/rows-table'
import type { ForeseenFees } from '@/lib/domain/fees/foresee'

/** What a draft would have meant: the charges it would have been for, and their fees as taken and as they would be. */
export function ForeseenTable({ fees, days }: { fees: readonly ForeseenFees[]; days: number }) {
  if (fees.length === 0)
    return (
      <p className="inner small mute">It would have applied to no charge of the {days} days before it was drafted.</p>
    )
  return (
    <RowsTable<ForeseenFees>
      caption={`What it would have meant in the ${days} days before it was drafted`}
      rows={fees}
      keyOf={({ currency }) => currency}
      columns={[
        { head: 'Currency', names: true, cell: ({ currency }) => currency.toUpperCase() },
        {
          head: 'Charges',
          className: 'r nowrap',
          cell: ({ charges, unbound }) =>
            `${charges.toLocaleString('en-GB')}${unbound === 0 ? '' : ` (${unbound.toLocaleString('en-GB')} without a rate)`}`,
        },
        {
          head: 'Fees taken',
          className: 'r',
          cell: ({ takenMinor, currency }) => <Amount minor={takenMinor} currency={currency} code={false} />,
        },
        {
          head: 'By this version',
          className: 'r',
          cell: ({ wouldBeMinor, currency }) => <Amount minor={wouldBeMinor} currency={currency} code={false} />,
        },
        {
          head: 'Difference',
          className: 'r',
          cell: ({ wouldBeMinor, takenMinor, currency }) => (
            <Amount minor={wouldBeMinor - takenMinor} currency={currency} code={false} difference />
          ),
        },
      ]}
    />
  )
}
