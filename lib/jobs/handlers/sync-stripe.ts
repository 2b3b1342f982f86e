import { inSql } from '@/lib/server/db/transaction'
import { enqueue } from '@/lib/server/queue/enqueue'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { syncMarketplace } from '@/lib/server/sync/sync-marketplace'
import { ctxOf, type Handler } from './handler'

export const syncStripeJob: Handler<'sync-stripe'> = async (db, payload) => {
  const ctx = ctxOf(db, 'sync-stripe', payload)
  const { runId, marketplaceId } = payload
  for (const provider of await connectionsOf(ctx)) {
    await syncMarketplace(ctx, provider, runId === undefined ? {} : { runId })
  }
  await inSql(ctx, (sql) => enqueue(sql, 'post-ledger', { marketplaceId }))
}
