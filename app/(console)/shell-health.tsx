import { Age } from '@/components/shell/age'
import { HealthLine } from '@/components/shell/health'
import { isWorkerAway, proofHealth, proofWord, stripeHealth } from './freshness-words'
import type { Shell } from './shell-facts'

/** The sidebar's foot: how fresh the data are, and that the ledger proves. */
export function ShellHealth({ shell: { freshness } }: { shell: Shell }) {
  const { stripeAgeSeconds, syncing } = freshness
  return (
    <>
      <HealthLine href="/sync" health={stripeHealth(freshness)}>
        {isWorkerAway(freshness) ? (
          'Work waits, no worker'
        ) : stripeAgeSeconds !== null ? (
          <>
            Stripe read <Age seconds={stripeAgeSeconds} />
          </>
        ) : syncing ? (
          'Reading Stripe …'
        ) : (
          'Stripe not read yet'
        )}
      </HealthLine>
      <HealthLine href="/ledger/proof" health={proofHealth(freshness)}>
        {proofWord(freshness)}
      </HealthLine>
    </>
  )
}
