import type { Ctx } from '@/lib/server/context'
import { inSql } from '@/lib/server/db/transaction'
import { type PostRun, postLedger } from '@/lib/server/ledger/post-ledger'
import { enqueue } from '@/lib/server/queue/enqueue'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { fetchAwaited } from '@/lib/server/sync/streams/fetch-awaited'
import { ctxOf, type Handler } from './handler'

/** Posts what waits; a movement whose object never came has it fetched, and is posted at once if it is there. */
export async function postAndFetch(ctx: Ctx): Promise<PostRun> {
  const run = await postLedger(ctx)
  if (run.awaited.length === 0) return run
  let found = 0
  for (const provider of await connectionsOf(ctx)) found += await fetchAwaited(ctx, provider, run.awaited)
  if (found === 0) return run
  const again = await postLedger(ctx)
  const { transactions, postings, suspense } = again
  return {
    ...again,
    transactions: run.transactions + transactions,
    postings: run.postings + postings,
    suspense: run.suspense + suspense,
  }
}

export const postLedgerJob: Handler<'post-ledger'> = async (db, payload) => {
  const ctx = ctxOf(db, 'post-ledger', payload)
  await postAndFetch(ctx)
  await inSql(ctx, (sql) => enqueue(sql, 'reconcile', { marketplaceId: payload.marketplaceId }))
}
