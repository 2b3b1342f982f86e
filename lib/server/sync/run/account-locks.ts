import { setTimeout as sleep } from 'node:timers/promises'
import type { Provider } from '@/lib/providers/port'
import type { Ctx } from '../../context'

export type Release = () => Promise<void>
export type AccountLocks = {
  /** Takes an account's stream for this run alone and hands out how to give it back; null while somebody else has it. */
  take(accountId: string, stream: string, patienceMs?: number): Promise<Release | null>
  /** Gives everything back. */
  close(): void
}

/** Session locks on one connection of their own: two runs at once share the accounts instead of doing them twice. */
export async function openLocks(ctx: Ctx, scope: Pick<Provider, 'name' | 'livemode'>): Promise<AccountLocks> {
  const client = await ctx.db.pool.connect()
  let lost: Error | undefined
  const onError = (error: Error) => {
    lost = error
  }
  client.on('error', onError)
  const nameOf = (accountId: string, stream: string) =>
    ['sync', ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, stream].join('/')
  const held = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()
  // One connection, one question at a time.
  const query = (text: string, name: string) => {
    const answer = turn.then(() => client.query<{ mine: boolean }>(text, [name]))
    turn = answer.catch(() => {})
    return answer
  }
  const ask = async (name: string): Promise<boolean> => {
    // A session may take its own lock twice; two tasks of one run may not.
    if (held.has(name)) return false
    held.add(name)
    const { rows } = await query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine', name)
    if (rows[0]?.mine !== true) held.delete(name)
    return rows[0]?.mine === true
  }
  return {
    take: async (accountId, stream, patienceMs = 0) => {
      const name = nameOf(accountId, stream)
      const deadline = performance.now() + patienceMs
      while (!(await ask(name))) {
        if (performance.now() >= deadline) return null
        await sleep(100)
      }
      return async () => {
        if (!lost) await query('SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS mine', name)
        held.delete(name)
      }
    },
    close: () => {
      client.off('error', onError)
      // A connection that still holds locks is thrown away: that frees them.
      client.release(lost ?? held.size > 0)
    },
  }
}
