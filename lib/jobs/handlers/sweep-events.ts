import { inSql } from '@/lib/server/db/transaction'
import { enqueue } from '@/lib/server/queue/enqueue'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { sweepEvents } from '@/lib/server/sync/sweep-events'
import { ctxOf, type Handler } from './handler'

/** Asks for the events of the last while, in case one was never delivered. */
export const sweepEventsJob: Handler<'sweep-events'> = async (db, payload) => {
  const ctx = ctxOf(db, 'sweep-events', payload)
  for (const provider of await connectionsOf(ctx)) await sweepEvents(ctx, provider)
  await inSql(ctx, (sql) => enqueue(sql, 'drain-inbox', { marketplaceId: payload.marketplaceId }))
}
