import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import type { Column } from '@/components/table/rows-table'
import type { Figures } from '@/lib/domain/metrics/take-rate'
import { type MoneyMeasure, rowsHref } from './search-params'

export type Day = { day: string; figures: Figures | null }
type DerivedMeasure = 'volumeMinor' | 'revenueMinor'

/** Money of one measure by day; each figure is a way to its rows. A day without any has a dash, never a zero. */
export function measureColumn(
  head: string,
  measure: MoneyMeasure,
  currency: string,
  look: { soft?: boolean; className?: string } = {},
): Column<Day> {
  return {
    head,
    className: ['r', look.className].filter(Boolean).join(' '),
    cell: ({ day, figures }) =>
      figures && figures[measure] !== 0n ? (
        <Link className="fig" prefetch={false} href={rowsHref(day, currency, measure)}>
          <Amount minor={figures[measure]} currency={currency} code={false} soft={look.soft} />
        </Link>
      ) : (
        <span className="faint">–</span>
      ),
  }
}

export function derivedColumn(head: string, measure: DerivedMeasure, currency: string): Column<Day> {
  return {
    head,
    className: 'r',
    cell: ({ figures }) =>
      figures ? <Amount minor={figures[measure]} currency={currency} code={false} /> : <span className="faint">–</span>,
  }
}

export const takeRateColumn: Column<Day> = {
  head: 'Take rate bp',
  className: 'r',
  cell: ({ figures }) => {
    const text = rateText(figures)
    return <span className={text === '–' ? 'faint' : 'med'}>{text}</span>
  },
}

export function rateText(figures: Figures | null): string {
  return figures?.takeRateBp == null ? '–' : Number(figures.takeRateBp).toLocaleString('en-GB')
}
