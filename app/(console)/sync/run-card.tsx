import { TriangleAlert } from 'lucide-react'
import { formatSpan } from '@/components/moment/instants'
import { When } from '@/components/moment/when'
import type { Freshness } from '@/lib/server/freshness/queries'
import type { SyncRunView } from '@/lib/server/sync/queries'
import { isWorkerAway, workerAwaySentence } from '../freshness-words'
import { RunState } from './run-state'

/** The run that is at work, or the last one: rows, rate, time left, last error. */
export function RunCard({ run, zone }: { run: SyncRunView; zone: string }) {
  const live = run.state === 'queued' || run.state === 'running'
  const share = run.accountsTotal > 0 ? run.accountsDone / run.accountsTotal : run.state === 'done' ? 1 : 0
  return (
    <section className="card" aria-labelledby="run-title" aria-live="polite">
      <header>
        <h2 id="run-title">{live ? 'Under way' : 'Last sync'}</h2>
        <RunState state={run.state} />
        <span className="push small mute">
          <When at={run.startedAt} zone={zone} />
        </span>
      </header>
      <div className="inner stackv">
        <div
          className="meter"
          role="progressbar"
          aria-label="Accounts read"
          aria-valuemin={0}
          aria-valuemax={Math.max(run.accountsTotal, 1)}
          aria-valuenow={run.accountsTotal === 0 && run.state === 'done' ? 1 : run.accountsDone}
        >
          <i style={{ width: `${share * 100}%` }} />
        </div>
        <dl className="figures">
          <Figure name="Rows" value={run.rows.toLocaleString('en-GB')} />
          <Figure name="Rate" value={`${run.rowsPerSecond.toLocaleString('en-GB')} rows/s`} />
          <Figure name="Accounts" value={`${run.accountsDone} of ${run.accountsTotal}`} />
          <Figure name={live ? 'Time left' : 'Took'} value={timeOf(run, live)} />
          <Figure name="Requests" value={run.requests.toLocaleString('en-GB')} />
          <Figure name="Slowed down by Stripe" value={`${run.throttled.toLocaleString('en-GB')} times`} />
        </dl>
        {run.lastError ? (
          <p className="note warning">
            <TriangleAlert className="ico" />
            <span>
              {run.lastError}. Nothing is lost: the cursor moves only with its rows, and the next run takes up there.
            </span>
          </p>
        ) : null}
        {run.state === 'queued' ? <p className="small mute">It waits for the worker to take it up.</p> : null}
      </div>
    </section>
  )
}

/** Above all else while it lasts: nothing on this page moves then. */
export function WorkerAway({ fresh }: { fresh: Freshness }) {
  if (!isWorkerAway(fresh)) return null
  return (
    <p className="note warning" role="status">
      <TriangleAlert className="ico" />
      <span>{workerAwaySentence(fresh)}</span>
    </p>
  )
}

function timeOf(run: SyncRunView, live: boolean): string {
  if (live) return run.secondsLeft === null ? 'not known yet' : `about ${formatSpan(run.secondsLeft * 1000)}`
  return run.state === 'done' || run.state === 'failed' ? formatSpan(run.tookMs) : '–'
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
