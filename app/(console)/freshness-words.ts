import { formatSpan } from '@/components/moment/instants'
import type { Health } from '@/components/shell/health'
import type { Freshness } from '@/lib/server/freshness/queries'

/** Older than this, a source is called late. */
const stripeLateSeconds = 30 * 60
const booksLateSeconds = 26 * 3600

/** A worker looks at the queue every few seconds: after this, work that waits is not being taken up. */
const workerAwaySeconds = 60

export function stripeHealth(freshness: Freshness): Health {
  const { stripeSeconds, lastSyncFailed, syncing } = freshness
  if (lastSyncFailed) return 'bad'
  if (isWorkerAway(freshness)) return 'late'
  if (stripeSeconds === null) return 'late'
  return syncing || stripeSeconds < stripeLateSeconds ? 'good' : 'late'
}

/** Work waits, and nobody has looked at the queue. A long run alone is no such case: its worker goes on looking. */
export function isWorkerAway({ waitingSeconds, workerSilentSeconds }: Freshness): boolean {
  const silent = workerSilentSeconds === null || workerSilentSeconds > workerAwaySeconds
  return silent && waitingSeconds !== null && waitingSeconds > workerAwaySeconds
}

/** What is true then, what was not harmed, and the one next step. */
export function workerAwaySentence({ waitingSeconds, workerSilentSeconds }: Freshness): string {
  const since =
    workerSilentSeconds === null
      ? 'no worker has ever been seen'
      : `the last worker was seen ${formatSpan(workerSilentSeconds * 1000)} ago`
  return `Work has waited ${formatSpan((waitingSeconds ?? 0) * 1000)} and ${since}. Nothing is lost: start a worker, and it takes up what waits.`
}

export function booksHealth({ booksSeconds }: Freshness): Health {
  return booksSeconds !== null && booksSeconds < booksLateSeconds ? 'good' : 'late'
}

export function proofHealth({ cells, residualCells, unprovenCells }: Freshness): Health {
  if (residualCells > 0) return 'bad'
  return cells === 0 || unprovenCells > 0 ? 'late' : 'good'
}

/** "Ledger proves to 0.00" only when every cell that can be proven is. */
export function proofWord({ cells, residualCells, unprovenCells }: Freshness): string {
  if (residualCells > 0) return `${residualCells} of ${cells} leave a residual`
  if (cells === 0) return 'Ledger not proven yet'
  if (unprovenCells > 0) return `${unprovenCells} of ${cells} cells unproven`
  return 'Ledger proves to 0.00'
}
