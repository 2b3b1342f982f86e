import { inSql } from '@/lib/server/db/transaction'
import { postLedger } from '@/lib/server/ledger/post-ledger'
import { enqueue } from '@/lib/server/queue/enqueue'
import { ctxOf, type Handler } from './handler'

export const postLedgerJob: Handler<'post-ledger'> = async (db, payload) => {
  const ctx = ctxOf(db, 'post-ledger', payload)
  await postLedger(ctx)
  await inSql(ctx, (sql) => enqueue(sql, 'reconcile', { marketplaceId: payload.marketplaceId }))
}
