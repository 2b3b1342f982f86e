import { AccountUnreachable } from '@/lib/providers/errors'
import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { endAccess } from '../accounts'

/**
 * An account that Stripe no longer shows us is closed, and the others go on: false. Losing the platform's own account
 * is another matter: that is thrown.
 */
export async function whileReachable(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof AccountUnreachable) || accountId === provider.platformAccountId) throw error
    await inSql(ctx, (sql) => endAccess(sql, ctx, provider, accountId))
    return false
  }
}
