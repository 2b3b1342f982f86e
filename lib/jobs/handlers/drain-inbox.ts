import { inSql } from '@/lib/server/db/transaction'
import { drainInbox } from '@/lib/server/inbox/drain-inbox'
import { enqueue } from '@/lib/server/queue/enqueue'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { ctxOf, type Handler } from './handler'

export const drainInboxJob: Handler<'drain-inbox'> = async (db, payload) => {
  const ctx = ctxOf(db, 'drain-inbox', payload)
  let events = 0
  for (const provider of await connectionsOf(ctx)) events += (await drainInbox(ctx, provider)).events
  if (events > 0) await inSql(ctx, (sql) => enqueue(sql, 'post-ledger', { marketplaceId: payload.marketplaceId }))
}
