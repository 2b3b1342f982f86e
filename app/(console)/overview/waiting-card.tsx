import Link from 'next/link'
import { AgeTable } from '@/components/chart/age-table'
import { amountPhrase } from '@/components/finance/amount'
import type { Ctx } from '@/lib/server/context'
import { countExceptions, headFigures } from '@/lib/server/exceptions/queries'
import { ageHours } from '../exceptions/queue-query'
import { ages, ageWords, loadQueueParams, queueHref } from '../exceptions/search-params'

/** How many currencies are listed, those with the most open exceptions. */
const listed = 4

export type Waiting = Awaited<ReturnType<typeof loadWaiting>>

/** What needs a person: open exceptions by age and severity, and what is at stake in each currency. */
export async function loadWaiting(ctx: Ctx) {
  const [head, byAge, nobody] = await Promise.all([
    headFigures(ctx),
    Promise.all(ages.map((age) => countExceptions(ctx, { states: ['open'], ...ageHours[age] }))),
    countExceptions(ctx, { states: ['open'], assignee: 'nobody' }),
  ])
  return { head, byAge, nobody: nobody.total }
}

export function WaitingCard({ waiting: { head, byAge, nobody } }: { waiting: Waiting }) {
  const base = loadQueueParams({})
  const rows = ages.map((age, at) => ({
    label: ageWords[age],
    href: queueHref(base, { age }),
    counts: {
      low: byAge[at]?.bySeverity[1] ?? 0,
      medium: byAge[at]?.bySeverity[2] ?? 0,
      high: byAge[at]?.bySeverity[3] ?? 0,
      critical: byAge[at]?.bySeverity[4] ?? 0,
    },
  }))
  return (
    <section className="card" aria-labelledby="waiting">
      <header>
        <h2 id="waiting">What waits for a person</h2>
        <Link className="push link small" href="/exceptions">
          {head.open.toLocaleString('en-GB')} open
        </Link>
      </header>
      <div className="inner">
        <AgeTable rows={rows} hrefOf={(severity) => queueHref(base, { severity: [severity] })} />
        <ul className="todo mt-2">
          {head.byCurrency.slice(0, listed).map(({ currency, open, amountMinor }) => (
            <li key={currency}>
              <Link href={queueHref(base, { currency })}>
                <span>
                  At stake in {currency.toUpperCase()} <span className="faint">{open}</span>
                </span>
                <b>{amountPhrase(amountMinor, currency)}</b>
              </Link>
            </li>
          ))}
          {head.byCurrency.length > listed ? (
            <li>
              <Link href={queueHref(base, {})}>
                <span>
                  and in {head.byCurrency.length - listed} more{' '}
                  {head.byCurrency.length - listed === 1 ? 'currency' : 'currencies'}
                </span>
              </Link>
            </li>
          ) : null}
          <li>
            <Link href={queueHref(base, { owner: 'nobody' })}>
              <span>Open without an owner</span>
              <b>{nobody.toLocaleString('en-GB')}</b>
            </Link>
          </li>
          <li>
            <Link href={queueHref(base, { view: 'waiting' })}>
              <span>Waiting for their date</span>
              <b>{head.waiting.toLocaleString('en-GB')}</b>
            </Link>
          </li>
        </ul>
      </div>
    </section>
  )
}
