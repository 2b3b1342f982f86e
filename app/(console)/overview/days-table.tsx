import { Amount } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import { wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { derivedColumn, measureColumn, rateText, takeRateColumn } from './days-columns'
import type { Period } from './load-figures'
import { measures, measureWords } from './search-params'

export function DaysTable({ period, currency }: { period: Period; currency: string }) {
  const days = period.days.map((day, at) => ({ day, figures: period.byDay[at] ?? null })).reverse()
  const totals = [...measures, 'volumeMinor', 'revenueMinor'] as const
  return (
    <section className="card">
      <RowsTable
        caption={`Figures by day in ${currency.toUpperCase()}`}
        rows={days}
        keyOf={({ day }) => day}
        columns={[
          { head: 'Day', names: true, cell: ({ day }) => formatDay(day) },
          ...measures.map((measure) =>
            measureColumn(measureWords[measure], measure, currency, {
              soft: true,
              className: measure === 'capturedMinor' ? undefined : 'hide-s',
            }),
          ),
          wide(derivedColumn('Net volume', 'volumeMinor', currency)),
          derivedColumn('Revenue', 'revenueMinor', currency),
          takeRateColumn,
        ]}
        foot={[
          'All days',
          ...totals.map((measure) => (
            <Amount key={measure} minor={period.total[measure]} currency={currency} code={false} />
          )),
          rateText(period.total),
        ]}
      />
    </section>
  )
}
