import { Amount } from '@/components/finance/amount'
import { wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { derivedColumn, measureColumn, rateText, takeRateColumn } from './days-columns'
import { dayColumn } from './latest-days'
import type { PeriodFigures } from './load-figures'
import { measures, measureWords } from './search-params'

/** Every whole day, and today so far above them: the sum is that of the whole days, as on the overview. */
export function DaysTable({ figures: { current: period, currency, today, soFar } }: { figures: PeriodFigures }) {
  const whole = period.days.map((day, at) => ({ day, figures: period.byDay[at] ?? null })).reverse()
  const days = soFar ? [{ day: today, figures: soFar }, ...whole] : whole
  const totals = [...measures, 'volumeMinor', 'revenueMinor'] as const
  return (
    <section className="card">
      <RowsTable
        caption={`Figures by day in ${currency.toUpperCase()}`}
        rows={days}
        keyOf={({ day }) => day}
        columns={[
          dayColumn(today),
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
          soFar ? `${whole.length} whole days` : 'All days',
          ...totals.map((measure) => (
            <Amount key={measure} minor={period.total[measure]} currency={currency} code={false} />
          )),
          rateText(period.total),
        ]}
      />
    </section>
  )
}
