import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { enqueue } from '../queue/enqueue'
import { accountsToSync } from './accounts'
import { catchUpAccount } from './catch-up-account'
import { openLocks } from './run/account-locks'
import { whileReachable } from './run/while-reachable'
import { type Task, workOff } from './run/work-pool'
import { itemisePayouts, listPayoutsToItemise } from './streams/payout-items'

const width = 6
/** Another run may be at an account; it is waited for this long before the account is left to the next sync. */
const patienceMs = 3_000
/** A payout's items are settled within days; older ones are the sync's business. */
const payoutWindowMs = 45 * 86_400_000

/**
 * Catches up just these accounts, now: from an event to its rows without waiting for a sync. Accounts that were never
 * read, or that another run holds, stay dirty for the sync that is asked for. Answers how many rows were new.
 */
export async function followAccounts(ctx: Ctx, provider: Provider, accountIds: readonly string[]): Promise<number> {
  if (accountIds.length === 0) return 0
  const mine = await inSql(ctx, (sql) => accountsToSync(sql, ctx, provider, { only: accountIds }))
  const ready = mine.filter(({ backfilled }) => backfilled)
  let [rows, left] = [0, mine.length - ready.length]
  const locks = await openLocks(ctx, provider)
  try {
    const tasks = ready.map(({ accountId }) => async (): Promise<Task[]> => {
      const release = await locks.take(accountId, 'bt', patienceMs)
      if (release === null) left++
      else {
        await whileReachable(ctx, provider, accountId, async () => {
          // Not `rows += await …`: that reads the sum before the others have added to it.
          const { inserted } = await catchUpAccount(ctx, provider, accountId, false)
          rows += inserted
        })
        await release()
      }
      return []
    })
    await workOff(tasks, width)
  } finally {
    locks.close()
  }
  const since = new Date(ctx.now.getTime() - payoutWindowMs)
  await itemisePayouts(ctx, provider, await listPayoutsToItemise(ctx, provider, { only: accountIds, since }))
  if (left > 0) await inSql(ctx, (sql) => enqueue(sql, 'sync-stripe', { marketplaceId: ctx.actor.marketplaceId }))
  return rows
}
