import { inSql } from '@/lib/server/db/transaction'
import { postLedger } from '@/lib/server/ledger/post-ledger'
import { storePage } from '@/lib/server/sync/store/store-page'
import { openByCall } from '../baseline/transfer-by-call'
import type { Field, Ground } from '../ground'
import { balanceEntryAt } from '../material/balance-transactions'
import { sellers } from '../material/charges'
import { elapsedMs, expectCount, print, rate, scaled, takeTurns } from '../measure'

const callers = 8

/**
 * Balance transactions of one platform account, every one of them through the same clearing account: read from the
 * queue with their families, decided by the domain, written with balances and daily figures. A posting moves money
 * from one account to another, as a transfer of the baseline does, so postings are held against transfers.
 */
export async function measure(ground: Ground): Promise<void> {
  const field = await ground.field('post')
  const transactions = scaled(40_000, 500)
  const transfers = scaled(6_000, 200)
  await storeEntries(field, transactions)
  const byCall = await openByCall(field.adminUrl, callers, sellers)
  const transactionRates: number[] = []
  let called = 0
  const seen = await takeTurns(5, {
    ours: async () => {
      await queueAgain(field)
      let postings = 0
      const ms = await elapsedMs(async () => {
        const run = await postLedger(field.ctx)
        expectCount('transactions posted', run.transactions, transactions)
        postings = run.postings
      })
      transactionRates.push((transactions / ms) * 1000)
      return (postings / ms) * 1000
    },
    byCall: async () => {
      await field.reset()
      const figure = await rate(transfers, () => byCall.transferAll(transfers))
      called += transfers
      expectCount('transfers made', await byCall.transfers(), called)
      return figure
    },
  })
  await byCall.close()
  const name = 'post vs one function call per transfer'
  print({ name, value: seen.ours, unit: 'postings/s', baseline: seen.byCall, target: { ratioAtLeast: 10 } })
  const perTransaction = transactionRates.sort((a, b) => a - b)[Math.floor(transactionRates.length / 2)] ?? 0
  print({ name: 'post, balance transactions', value: perTransaction, unit: 'transactions/s' })
  await field.close()
}

async function storeEntries({ ctx, admin }: Field, count: number): Promise<void> {
  for (let start = 0; start < count; start += 1_000) {
    const size = Math.min(1_000, count - start)
    const entries = Array.from({ length: size }, (_, index) => balanceEntryAt(start + index))
    await inSql(ctx, (sql) => storePage(sql, ctx, { entries, states: [], unsound: [] }))
  }
  await admin.query('VACUUM ANALYZE')
}

async function queueAgain(field: Field): Promise<void> {
  await field.reset('ledger_posting', 'ledger_balance', 'daily_metric', 'posting_queue')
  await field.admin.query(
    `INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
     SELECT money_key, marketplace_id, account_id, id FROM balance_transaction`,
  )
  await field.admin.query('ANALYZE posting_queue')
}
