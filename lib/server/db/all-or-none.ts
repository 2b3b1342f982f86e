import type { Ctx } from '../context'
import { commit } from './commit'
import { inTransaction, type Sql, type Tx } from './transaction'

class RolledBack<T> extends Error {
  constructor(readonly answer: T) {
    super('refused midway')
  }
}

/** A transaction in which a refusal undoes what was written before it. */
export function allOrNone<T extends { ok: boolean }>(ctx: Ctx, work: (sql: Sql) => Promise<T>): Promise<T> {
  return undoing((guarded) => commit(ctx, guarded), work)
}

/** The same, for those who write through Prisma. */
export function allOrNoneIn<T extends { ok: boolean }>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return undoing((guarded) => inTransaction(ctx, guarded), work)
}

async function undoing<T extends { ok: boolean }, On>(
  run: (guarded: (on: On) => Promise<T>) => Promise<T>,
  work: (on: On) => Promise<T>,
): Promise<T> {
  try {
    return await run(async (on) => {
      const answer = await work(on)
      if (!answer.ok) throw new RolledBack(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T
    throw error
  }
}
