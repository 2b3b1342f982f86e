import type { BalanceEntry, Page, Provider, Window } from '@/lib/providers/port'
import type { Ctx } from '@/lib/server/context'
import { inSql } from '@/lib/server/db/transaction'
import { postLedger } from '@/lib/server/ledger/post-ledger'
import { type ProofRun, proveBalances } from '@/lib/server/proof/prove-balances'
import type { Statuses } from '@/lib/server/proof/sums'
import { enqueue } from '@/lib/server/queue/enqueue'
import { catchUpAccount } from '@/lib/server/sync/catch-up-account'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { healWindow } from '@/lib/server/sync/heal-window'
import { ctxOf, type Handler } from './handler'

/** Nothing at Stripe is older than this. */
const beginning = new Date('2010-01-01T00:00:00Z')

/** Proves what is due at one provider: the proof asks, the provider answers, what is found late is posted at once. */
export async function proveAtProvider(ctx: Ctx, provider: Provider): Promise<ProofRun> {
  return proveBalances(ctx, provider, {
    readBalance: (accountId) => provider.readBalance(accountId),
    drain: async (accountId) => {
      const { inserted } = await catchUpAccount(ctx, provider, accountId, false)
      if (inserted > 0) await postLedger(ctx)
    },
    heal: async ({ accountId, from, to }) => {
      // The window is open at its end: what happened in this very second belongs to it.
      const end = new Date(to.getTime() + 1000)
      const rowsFound = await healWindow(ctx, provider, accountId, from ?? beginning, end, 'residual')
      if (rowsFound > 0) await postLedger(ctx)
      return { rowsFound }
    },
    readStatuses: (accountId, window) => readStatuses(provider, accountId, window),
  })
}

const mostPages = 50

/** The newest rows first, and no more than so many pages: beyond that the dates have to do. */
async function readStatuses(provider: Provider, accountId: string, window: Window): Promise<Statuses> {
  const statuses = new Map<string, 'available' | 'pending'>()
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next }: Page<BalanceEntry> = await provider.listBalanceTransactions(accountId, window, cursor)
    for (const { transaction } of items) {
      const { status } = transaction.raw
      if (status === 'available' || status === 'pending') statuses.set(transaction.id, status)
    }
    if (next === null) break
    cursor = next
  }
  return statuses
}

export const proveBalancesJob: Handler<'prove-balances'> = async (db, payload) => {
  const ctx = ctxOf(db, 'prove-balances', payload)
  for (const provider of await connectionsOf(ctx)) await proveAtProvider(ctx, provider)
  await inSql(ctx, (sql) => enqueue(sql, 'reconcile', payload))
}
