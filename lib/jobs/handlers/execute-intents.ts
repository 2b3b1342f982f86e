import { inSql } from '@/lib/server/db/transaction'
import { executeIntents } from '@/lib/server/intents/execute-intents'
import { noteOrphans } from '@/lib/server/intents/note-orphans'
import { enqueue } from '@/lib/server/queue/enqueue'
import { atEachConnection } from '@/lib/server/sync/connection-of'
import { ctxOf, type Handler } from './handler'

export const executeIntentsJob: Handler<'execute-intents'> = async (db, payload) => {
  const ctx = ctxOf(db, 'execute-intents', payload)
  let moved = 0
  try {
    await atEachConnection(ctx, async (provider) => {
      const { confirmed, mismatched } = await executeIntents(ctx, provider)
      moved += confirmed + mismatched
    })
  } finally {
    await noteOrphans(ctx)
    if (moved > 0) await inSql(ctx, (sql) => enqueue(sql, 'post-ledger', { marketplaceId: payload.marketplaceId }))
  }
}
