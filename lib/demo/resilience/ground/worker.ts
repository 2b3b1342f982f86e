import { setTimeout as sleep } from 'node:timers/promises'
import type { Marketplace } from './marketplace'
import { type Program, program } from './program'

/** The product's worker as a process. Its clock stands still with the world's unless told otherwise. */
export async function startWorker(marketplace: Marketplace, clock?: string): Promise<Program> {
  const env = await marketplace.env()
  return program('lib/jobs/worker.ts', [], { ...env, ...(clock ? { COUNTERFOIL_CLOCK: clock } : {}) })
}

/** Waits until nothing is left to be done; after `patienceMs` says what still waits. */
export async function workedOff(marketplace: Marketplace, worker: Program, patienceMs = 90_000): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const left = await waitingWork(marketplace)
    if (Object.values(left).every((waiting) => !waiting)) return
    if (!worker.isRunning()) throw new Error(`the worker ended\n${worker.output()}`)
    if (performance.now() > deadline) throw new Error(`still waiting: ${JSON.stringify(left)}\n${worker.output()}`)
    await sleep(100)
  }
}

async function waitingWork({ admin, id }: Marketplace): Promise<Record<string, number | string>> {
  const { rows } = await admin.query(
    `SELECT (SELECT count(*)::int FROM inbox_event WHERE marketplace_id = $1 AND state = 'new') AS events,
       (SELECT count(*)::int FROM posting_queue WHERE marketplace_id = $1) AS postings,
       (SELECT count(*)::int FROM recon_touch WHERE marketplace_id = $1) AS touches,
       (SELECT count(*)::int FROM payout_touch WHERE marketplace_id = $1) AS payouts,
       (SELECT coalesce(string_agg(name || ' ' || state, ', '), '') FROM pgboss.job
          WHERE state IN ('created', 'retry', 'active') AND data->>'marketplaceId' = $1) AS jobs`,
    [id],
  )
  return rows[0]
}
