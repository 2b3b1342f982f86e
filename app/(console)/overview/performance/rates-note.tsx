import { sourceWords } from '@/lib/domain/rates/dated-rate'
import type { PerformanceView } from './load-performance'

/** At which rates everything is one currency, and what had none; or that nothing was converted. */
export function RatesNote({ view: { isConverted, currency, rates } }: { view: PerformanceView }) {
  if (!isConverted)
    return (
      <p className="small mute">
        Only what was paid or spent in {currency.toUpperCase()}, untouched: costs that Stripe settled in another
        currency are with that one.
      </p>
    )
  if (rates.length === 0) return null
  return (
    <p className="small mute">
      In {currency.toUpperCase()} at each day’s rate:{' '}
      {rates
        .map(({ currency: from, last, missing }) => {
          const said = last
            ? `${from.toUpperCase()} last at ${last.rate} (${last.day}, ${sourceWords[last.source]})`
            : `${from.toUpperCase()} has no rate`
          return missing > 0 ? `${said}, ${missing} sums of days without a rate left out` : said
        })
        .join('; ')}
      .
    </p>
  )
}
