import Link from 'next/link'
import { Fragment } from 'react'
import { amountPhrase } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import type { MoneyPlace } from '@/lib/domain/sellers/where-is-money'

const chips: Record<MoneyPlace['kind'], { word: string; tone: string }> = {
  available: { word: 'available', tone: 'success' },
  owed: { word: 'owed', tone: 'warning' },
  pending: { word: 'pending', tone: '' },
  on_its_way: { word: 'on its way', tone: '' },
  late: { word: 'late', tone: 'warning' },
  came_back: { word: 'came back', tone: 'danger' },
}

/** The answer to "where is my money", a sentence for every place it is in. */
export function MoneyCard({ places }: { places: readonly MoneyPlace[] }) {
  return (
    <section className="card" aria-labelledby="money">
      <header>
        <h2 id="money">Where the money is</h2>
      </header>
      {places.length === 0 ? (
        <p className="inner mute">Nothing is at Stripe and nothing is on its way: everything has been paid out.</p>
      ) : (
        <ul className="inner stackv">
          {places.map((place, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once and never reordered
            <li key={at} className="line">
              <span className={`chip ${chips[place.kind].tone}`}>{chips[place.kind].word}</span>
              <span>
                <Told place={place} />
                {place.payoutId ? (
                  <>
                    {' '}
                    <Link className="link" href={`/payouts/${place.payoutId}`} prefetch={false}>
                      Payout
                    </Link>
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Told({ place }: { place: MoneyPlace }) {
  const minor = place.kind === 'owed' || place.amountMinor < 0n ? -place.amountMinor : place.amountMinor
  const words: Record<string, string> = {
    '{amount}': amountPhrase(minor < 0n ? -minor : minor, place.currency),
    '{day}': place.day ? formatDay(place.day) : 'a day that Stripe has not named',
  }
  return place.sentence
    .split(/(\{amount\}|\{day\})/)
    .map((part) =>
      part === '{amount}' ? <b key={part}>{words[part]}</b> : <Fragment key={part}>{words[part] ?? part}</Fragment>,
    )
}
