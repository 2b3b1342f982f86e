import type { Health } from '@/components/shell/health'
import type { Freshness } from '@/lib/server/freshness/queries'

/** Older than this, a source is called late. */
const stripeLateSeconds = 30 * 60
const booksLateSeconds = 26 * 3600

export function stripeHealth({ stripeSeconds, lastSyncFailed, syncing }: Freshness): Health {
  if (lastSyncFailed) return 'bad'
  if (stripeSeconds === null) return 'late'
  return syncing || stripeSeconds < stripeLateSeconds ? 'good' : 'late'
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
