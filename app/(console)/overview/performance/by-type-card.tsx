import { Amount } from '@/components/finance/amount'
import { ListCard } from '@/components/table/list-card'
import type { PerformanceView } from './load-performance'

/** How it was sold: take rate is defined for each type of charge. */
export function ByTypeCard({ view: { byChargeType, currency } }: { view: PerformanceView }) {
  return (
    <ListCard
      title="By charge type"
      note="application fee; or charge less transfers"
      empty="Nothing was sold in these days."
      rows={byChargeType}
      keyOf={({ chargeType }) => chargeType}
      columns={[
        { head: 'Charge type', names: true, cell: ({ chargeType }) => chargeType },
        {
          head: 'Gross volume',
          className: 'r',
          cell: ({ figures }) => <Amount minor={figures.grossMinor} currency={currency} code={false} />,
        },
        {
          head: 'Revenue',
          className: 'r',
          cell: ({ figures }) => <Amount minor={figures.revenueMinor} currency={currency} code={false} />,
        },
        {
          head: 'Take rate bp',
          className: 'r',
          cell: ({ figures }) => (figures.takeRateBp === null ? '–' : String(figures.takeRateBp)),
        },
        {
          head: 'Payments',
          className: 'r hide-s',
          cell: ({ figures }) => Number(figures.payments).toLocaleString('en-GB'),
        },
      ]}
    />
  )
}
