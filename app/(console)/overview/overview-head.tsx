import { Segmented } from '@/components/ui/tabs'
import type { PeriodFigures } from './load-figures'
import { type OverviewParams, overviewHref, ranges } from './search-params'

/** Which days and which currency. */
export function OverviewHead({ figures, params }: { figures: PeriodFigures; params: OverviewParams }) {
  const { currency, currencies } = figures
  return (
    <div className="page-head">
      <Segmented
        label="Range"
        tabs={ranges.map((range) => ({
          href: overviewHref(params, { range, from: null }),
          label: `${range} days`,
          current: range === params.range && params.from === null,
        }))}
      />
      {currencies.length > 1 ? (
        <Segmented
          label="Currency"
          tabs={currencies.toSorted().map((code) => ({
            href: overviewHref(params, { currency: code }),
            label: code.toUpperCase(),
            current: code === currency,
          }))}
        />
      ) : null}
      <span className="push small mute hide-s">
        {currency.toUpperCase()} as it was paid; currencies are never added together
      </span>
    </div>
  )
}
