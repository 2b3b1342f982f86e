import { When } from '@/components/moment/when'
import { type Pair, Pairs } from '@/components/ui/pairs'
import type { Freshness } from '@/lib/server/sync/queries'

/** How current the tables are: what is known, and what still stands in a queue. */
export function StateCard({ state, zone }: { state: Freshness; zone: string }) {
  const count = (value: number) => value.toLocaleString('en-GB')
  const facts: Pair[] = [
    ['Accounts', `${count(state.accounts)}, ${count(state.backfilled)} with their whole history`],
    ['Something happened on', `${count(state.dirty)}`],
    ['Access ended', count(state.deauthorized)],
    [
      'Newest transaction',
      state.newestTransaction ? <When key="newest" at={state.newestTransaction} zone={zone} /> : 'none',
    ],
    [
      'Webhooks waiting',
      state.oldestWaiting ? (
        <span key="waiting">
          {count(state.inboxWaiting)}, the oldest since <When at={state.oldestWaiting} zone={zone} />
        </span>
      ) : (
        count(state.inboxWaiting)
      ),
    ],
    ['Webhooks that failed', count(state.inboxFailed)],
    ['Not posted yet', count(state.notPosted)],
    ['Not reconciled yet', count(state.notReconciled)],
  ]
  return (
    <section className="card" aria-labelledby="state-title">
      <header>
        <h2 id="state-title">How current</h2>
      </header>
      <div className="inner">
        <Pairs of={facts} />
      </div>
    </section>
  )
}
