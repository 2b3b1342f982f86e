import { AccountUnreachable, ProviderRefused, ProviderUnavailable } from '@/lib/providers/errors'
import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { log } from '../log'
import { followAccounts } from '../sync/follow-accounts'
import { openLocks } from '../sync/run/account-locks'
import { listDueIntents, loadDueIntent, noteFailure } from './journal'
import { performIntent, StillOpen } from './perform-intent'

export type Executed = { confirmed: number; refused: number; mismatched: number; waiting: number }

/** A run ends after this: its `now` may not grow old, because the age of keys is told by it. */
const longestRunMs = 60_000

/**
 * Performs the journalled acts of this connection, oldest first. A lock of the session makes sure that no two workers are
 * at the same intent, and goes with a worker that dies. An intent that fails is written down with its reason and rests;
 * the others go on.
 */
export async function executeIntents(ctx: Ctx, provider: Provider): Promise<Executed> {
  const executed: Executed = { confirmed: 0, refused: 0, mismatched: 0, waiting: 0 }
  const due = await listDueIntents(ctx, provider)
  if (due.length === 0) return executed
  const moved = new Set<string>()
  const deadline = performance.now() + longestRunMs
  const locks = await openLocks(ctx, provider)
  try {
    for (const id of due) {
      if (performance.now() > deadline) break
      const release = await locks.take(id, 'intent')
      if (release === null) continue
      const done = await executeOne(ctx, provider, id)
      await release()
      if (done === undefined) continue
      executed[done.outcome]++
      if (done.outcome === 'confirmed' || done.outcome === 'mismatched') moved.add(done.accountId)
    }
  } finally {
    locks.close()
  }
  await followAccounts(ctx, provider, [...moved])
  return executed
}

async function executeOne(
  ctx: Ctx,
  provider: Provider,
  id: string,
): Promise<{ outcome: keyof Executed; accountId: string } | undefined> {
  const intent = await loadDueIntent(ctx, id)
  if (intent === undefined) return undefined
  const { accountId } = intent
  try {
    const verdict = await performIntent(ctx, provider, intent)
    if (verdict.state === 'mismatched') log().error({ intent: id, objectId: verdict.objectId }, verdict.why)
    return { outcome: verdict.state, accountId }
  } catch (error) {
    // Whatever it is, it is this intent's trouble: the younger ones are not held up by it.
    const why = error instanceof Error ? error.message : String(error)
    const about = { intent: id, failures: intent.failures + 1, why }
    if (isExpected(error)) log().warn(about, 'an intent has to wait')
    else log().error({ ...about, error: error instanceof Error ? error.stack : why }, 'an intent failed')
    await noteFailure(ctx, intent, why)
    return { outcome: 'waiting', accountId }
  }
}

function isExpected(error: unknown): boolean {
  const kinds = [StillOpen, ProviderUnavailable, ProviderRefused, AccountUnreachable]
  return kinds.some((kind) => error instanceof kind)
}
