import { inSql } from '@/lib/server/db/transaction'
import { executeIntents } from '@/lib/server/intents/execute-intents'
import { enqueue } from '@/lib/server/queue/enqueue'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { ctxOf, type Handler } from './handler'

export const executeIntentsJob: Handler<'execute-intents'> = async (db, payload) => {
  const ctx = ctxOf(db, 'execute-intents', payload)
  let confirmed = 0
  for (const provider of await connectionsOf(ctx)) confirmed += (await executeIntents(ctx, provider)).confirmed
  if (confirmed > 0) await inSql(ctx, (sql) => enqueue(sql, 'post-ledger', { marketplaceId: payload.marketplaceId }))
}
