import { parseArgs } from 'node:util'
import { postAndFetch } from '@/lib/jobs/handlers/post-ledger'
import { proveAtProvider } from '@/lib/jobs/handlers/prove-balances'
import type { Provider } from '@/lib/providers/port'
import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { type Ctx, jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { proposeMatches } from '@/lib/server/matching/proposals/propose-matches'
import { composeTouched } from '@/lib/server/payouts/compose-touched'
import { reconcileBank } from '@/lib/server/reconciliation/bank/reconcile-bank'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { syncMarketplace } from '@/lib/server/sync/sync-marketplace'
import { progressBar } from './progress-bar'

/**
 * `npm run sync [-- --marketplace ID] [--full] [--read-only | --decide-only]`: what the worker does by itself, once and in sight:
 * read Stripe, post, prove, reconcile. Can be stopped anywhere; the next start goes on.
 */
async function main(): Promise<void> {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    options: { marketplace: { type: 'string' }, full: flag, 'read-only': flag, 'decide-only': flag },
  })
  const ids = values.marketplace ? [values.marketplace] : await marketplaceIds(db())
  for (const id of ids) {
    const ctx = jobCtx(db(), id, 'sync')
    const providers = await connectionsOf(ctx)
    if (providers.length === 0) say(`${id}: not connected to Stripe`)
    if (!values['decide-only']) for (const provider of providers) await readAndPost(ctx, provider, values.full)
    if (!values['read-only']) await decide(ctx)
  }
}

async function readAndPost(ctx: Ctx, provider: Provider, full: boolean): Promise<void> {
  const bar = progressBar('sync')
  const result = await syncMarketplace(ctx, provider, { kind: full ? 'full' : 'incremental', onProgress: bar.show })
  bar.done(`${result.rows} balance transactions of ${result.accountsTotal} accounts, ${result.requests} requests`)
  const posted = await timed(() => postAndFetch(ctx))
  say(
    `post: ${posted.value.transactions} balance transactions, ${posted.value.postings} postings in ${posted.seconds} s`,
  )
  const proof = await timed(() => proveAtProvider(ctx, provider))
  const { accounts, proven, residual, unproven } = proof.value
  say(
    `prove: ${proven} of the balances of ${accounts} accounts proven, ${residual} with a residual, ${unproven} unproven in ${proof.seconds} s`,
  )
}

async function decide(ctx: Ctx): Promise<void> {
  const { value: run, seconds } = await timed(() => reconcileTouched(ctx))
  say(
    `reconcile: ${run.keys} keys, ${run.setAside} exactly equal, ${run.opened} opened, ${run.closed} closed in ${seconds} s`,
  )
  const banks = await timed(() => reconcileBank(ctx))
  say(`banks: ${banks.value.length} accounts held against Stripe in ${banks.seconds} s`)
  const composed = await timed(() => composeTouched(ctx))
  say(`payouts: ${composed.value} composed in ${composed.seconds} s`)
  const matched = await timed(() => proposeMatches(ctx))
  say(`matching: ${matched.value?.proposed ?? 0} proposed in ${matched.seconds} s`)
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: string }> {
  const began = performance.now()
  const value = await work()
  return { value, seconds: ((performance.now() - began) / 1000).toFixed(1) }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

await main().finally(() => closeDb(db()))
process.exit(0)
