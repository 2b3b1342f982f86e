import type { ReactNode } from 'react'
import { Age } from '@/components/shell/age'
import { type Health, HealthLine } from '@/components/shell/health'
import type { Freshness } from '@/lib/server/freshness/queries'
import { booksHealth, proofHealth, proofWord, stripeHealth } from '../freshness-words'

/** How old each source is, and whether the ledger proves: the ground that every figure above stands on. */
export function FreshnessStrip({ freshness }: { freshness: Freshness }) {
  const { stripeAgeSeconds, booksSeconds, reconciledSeconds } = freshness
  const read = (seconds: number | null): ReactNode => (seconds === null ? 'never' : <Age seconds={seconds} />)
  const lines: { href: string; health: Health; name: string; says: ReactNode }[] = [
    { href: '/sync', health: stripeHealth(freshness), name: 'Stripe', says: <>read {read(stripeAgeSeconds)}</> },
    { href: '/books', health: booksHealth(freshness), name: 'Platform’s books', says: read(booksSeconds) },
    {
      href: '/exceptions',
      health: reconciledSeconds !== null ? 'good' : 'late',
      name: 'Reconciled',
      says: read(reconciledSeconds),
    },
    {
      href: '/ledger/proof',
      health: proofHealth(freshness),
      name: 'Ledger against Stripe',
      says: proofWord(freshness).replace(/^Ledger /, ''),
    },
  ]
  return (
    <section className="fresh" aria-labelledby="fresh-title">
      <h2 id="fresh-title">Data</h2>
      {lines.map(({ href, health, name, says }) => (
        <HealthLine key={name} href={href} health={health}>
          <b>{name}</b> <span className="mute">{says}</span>
        </HealthLine>
      ))}
    </section>
  )
}
