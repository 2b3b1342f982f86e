import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import { inSql, inTransaction } from '@/lib/server/db/transaction'
import { storeBalanceTransactions } from '@/lib/server/sync/store/store-balance-transactions'
import type { Prisma } from '@/prisma/generated/client'
import { copyRows, createTwin } from '../baseline/copy-rows'
import { type Field, type Ground, platformAccount } from '../ground'
import { balanceTransactions } from '../material/balance-transactions'
import { expectCount, print, rate, scaled, takeTurns } from '../measure'

const tenPages = 1_000
const ourTables = ['balance_transaction', 'posting_queue', 'recon_touch', 'sync_cursor']

/**
 * Balance transactions into the tables that Prisma owns: sealed, idempotent, queued for ledger and reconciliation, with
 * the cursor in the same commit, on two connections; beside it what Prisma does by itself, and a plain COPY that does
 * none of this, into an identical table.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('ingest')
  const rows = balanceTransactions(0, scaled(100_000, tenPages))
  const few = rows.slice(0, scaled(8_000, tenPages))
  await createTwin(field.admin, 'copy_twin')
  const seen = await takeTurns(5, {
    ours: async () => {
      await field.reset(...ourTables)
      const figure = await rate(rows.length, () => storeAll(field, rows))
      await expectStored(field, rows.length)
      return figure
    },
    createMany: async () => {
      await field.reset(...ourTables)
      return rate(few.length, () => createMany(field, few))
    },
    copy: async () => {
      await field.reset('copy_twin')
      return rate(rows.length, () => copyRows(field.admin, 'copy_twin', field.marketplaceId, rows))
    },
    again: async () => {
      await field.reset(...ourTables)
      await storeAll(field, rows)
      return rate(rows.length, () => storeAll(field, rows))
    },
  })
  const unit = 'rows/s'
  const value = seen.ours
  print({ name: 'ingest vs createMany', value, unit, baseline: seen.createMany, target: { ratioAtLeast: 20 } })
  print({ name: 'ingest vs plain COPY', value, unit, baseline: seen.copy, target: { ratioAtLeast: 0.6 } })
  print({ name: 'ingest of rows already stored', value: seen.again, unit })
  await field.close()
}

async function storeAll(field: Field, rows: readonly BalanceTransactionFact[]): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < rows.length) {
      const batch = rows.slice(next, next + tenPages)
      next += tenPages
      await storeBatch(field, batch)
    }
  }
  await Promise.all([worker(), worker()])
}

async function storeBatch({ ctx }: Field, batch: readonly BalanceTransactionFact[]): Promise<void> {
  await inSql(ctx, async (sql) => {
    await storeBalanceTransactions(sql, ctx, batch)
    await sql.run(
      `INSERT INTO sync_cursor (marketplace_id, provider, livemode, account_id, stream, window_start, cursor, updated_at)
       VALUES ($1, 'stripe', false, $2, 'balance_transactions', $3, $4, $5)
       ON CONFLICT (marketplace_id, provider, livemode, account_id, stream, window_start)
       DO UPDATE SET cursor = EXCLUDED.cursor, updated_at = EXCLUDED.updated_at`,
      [ctx.actor.marketplaceId, platformAccount, batch[0]?.created, batch.at(-1)?.id, ctx.now],
    )
  })
}

async function createMany({ ctx, marketplaceId }: Field, rows: readonly BalanceTransactionFact[]): Promise<void> {
  for (let start = 0; start < rows.length; start += tenPages) {
    const data = rows
      .slice(start, start + tenPages)
      .map((row) => ({ ...row, marketplaceId, raw: row.raw as Prisma.InputJsonObject }))
    await inTransaction(ctx, (tx) => tx.balanceTransaction.createMany({ data, skipDuplicates: true }))
  }
}

async function expectStored({ admin }: Field, rows: number): Promise<void> {
  const tables = ['balance_transaction', 'posting_queue', 'recon_touch']
  for (const table of tables) {
    const { rows: answer } = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)
    expectCount(table, BigInt(answer[0]?.n ?? 0), rows)
  }
}
