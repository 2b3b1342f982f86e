import { ChartDownloads } from '@/components/chart/downloads'
import { Amount } from '@/components/finance/amount'
import { performanceFormulas, type WaterfallStep, waterfallOf } from '@/lib/domain/metrics/performance'
import { csvText } from '@/lib/server/documents/csv'
import type { PerformanceView } from './load-performance'

/** From gross volume to what is left, as bars and as the table that they are. */
export function WaterfallCard({ view }: { view: PerformanceView }) {
  const steps = waterfallOf(view.total)
  const bars = placed(steps)
  const { currency } = view
  return (
    <section className="card" aria-labelledby="waterfall" data-chart>
      <header>
        <h2 id="waterfall">From gross volume to net margin</h2>
        <span className="push">
          <ChartDownloads
            name={`waterfall-${currency}-${view.range.from}-${view.range.to}`}
            csv={csvText([
              ['Step', 'Amount', 'Currency', 'Means'],
              ...steps.map((step) => [
                step.label,
                { minor: step.minor, currency },
                currency,
                performanceFormulas[step.key],
              ]),
            ])}
          />
        </span>
      </header>
      <div className="inner">
        <svg className="fall" viewBox={`0 0 640 ${bars.length * 26}`} aria-hidden="true">
          {bars.map(({ step, x, width }, at) => (
            <g key={step.key}>
              <text x={0} y={at * 26 + 17}>
                {step.label}
              </text>
              <rect
                x={150 + x * 480}
                y={at * 26 + 4}
                width={Math.max(1, width * 480)}
                height={18}
                fill={step.isSum ? 'var(--chart-1)' : step.minor <= 0n ? 'var(--chart-2)' : 'var(--chart-3)'}
              />
            </g>
          ))}
        </svg>
        <table className="grid-t tight">
          <caption className="sr">From gross volume to net margin</caption>
          <thead>
            <tr>
              <th>Step</th>
              <th className="r">Amount</th>
              <th className="hide-s">Means</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.key}>
                <th scope="row">{step.isSum ? <b>{step.label}</b> : step.label}</th>
                <td className="r">
                  <Amount minor={step.minor} currency={currency} difference={!step.isSum} />
                </td>
                <td className="wide mute small hide-s">{performanceFormulas[step.key]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="small mute">
          Taxes on fees and withheld, <Amount minor={view.total.costs.taxes} currency={currency} />, are no cost and in
          no step.
        </p>
      </div>
    </section>
  )
}

type Bar = { step: WaterfallStep; x: number; width: number }

/** Where each bar begins and how wide it is, of the widest reach: for drawing only. */
function placed(steps: readonly WaterfallStep[]): Bar[] {
  let stands = 0
  const spans = steps.map((step) => {
    const minor = Number(step.minor)
    const from = step.isSum ? 0 : stands
    stands = step.isSum ? minor : stands + minor
    return { step, low: Math.min(from, stands), high: Math.max(from, stands) }
  })
  const low = Math.min(0, ...spans.map((span) => span.low))
  const reach = Math.max(1, ...spans.map((span) => span.high)) - low
  return spans.map(({ step, low: begins, high }) => ({
    step,
    x: (begins - low) / reach,
    width: (high - begins) / reach,
  }))
}
