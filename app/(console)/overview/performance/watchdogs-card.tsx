import Link from 'next/link'
import { amountPhrase } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import { watchPolicy } from '@/lib/domain/metrics/watchdogs/policy'
import type { Anomaly } from '@/lib/domain/metrics/watchdogs/watch'
import type { PerformanceView } from './load-performance'
import { daysHref } from './search-params'

const shown = 12

/** Days that stood apart from their own past, each in a sentence, with the way to the day's figures and their rows. */
export function WatchdogsCard({ view: { anomalies, currency } }: { view: PerformanceView }) {
  return (
    <section className="card" aria-labelledby="watchdogs">
      <header>
        <h2 id="watchdogs">Watchdogs</h2>
        <span className="faint">{anomalies.length}</span>
        <span className="push faint small hide-s">
          volume, payments, take rate, fee rate and refunds, each day against its own past
        </span>
      </header>
      {anomalies.length === 0 ? (
        <p className="inner small mute">
          No day of these stands apart from its own past. Too short a past, or fewer than{' '}
          {watchPolicy.measures.take_rate.paymentsAtLeast} payments a day, says nothing.
        </p>
      ) : (
        <ul className="inner stackv" aria-label="Days that stand apart">
          {anomalies.slice(0, shown).map((one) => (
            <li key={`${one.day} ${one.measure}`}>
              <Link className="link" prefetch={false} href={daysHref(currency, one.day, one.day)}>
                {formatDay(one.day)}
              </Link>
              : {sentenceOf(one, currency)}
            </li>
          ))}
          {anomalies.length > shown ? <li className="mute">and {anomalies.length - shown} earlier ones</li> : null}
        </ul>
      )}
    </section>
  )
}

const words: Record<Anomaly['measure'], string> = {
  volume: 'Gross volume',
  payments: 'Payments',
  take_rate: 'Take rate',
  fee_rate: 'Stripe’s costs of the gross volume',
  refund_rate: 'Refunds of the gross volume',
}

/** "Take rate was 812 bp; of the 28 days before, the middle is 1,004 bp, and 890 to 1,118 would be usual." */
function sentenceOf({ measure, value, usual, low, high, days }: Anomaly, currency: string): string {
  const isVolume = measure === 'volume' || measure === 'payments'
  const said = (figure: number) => {
    const whole = Math.round(Math.max(figure, 0))
    if (measure === 'volume') return amountPhrase(BigInt(whole), currency)
    return `${whole.toLocaleString('en-GB')}${measure === 'payments' ? '' : ' bp'}`
  }
  const past = isVolume ? `the ${days} same weekdays before` : `the ${days} days before`
  return `${words[measure]} was ${said(value)}; the middle of ${past} is ${said(usual)}, and ${said(low)} to ${said(high)} would be usual.`
}
