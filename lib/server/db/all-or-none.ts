import type { Ctx } from '../context'
import { commit } from './commit'
import type { Sql } from './transaction'

class RolledBack<T> extends Error {
  constructor(readonly answer: T) {
    super('refused midway')
  }
}

/** A transaction in which a refusal undoes what was written before it. */
export async function allOrNone<T extends { ok: boolean }>(ctx: Ctx, work: (sql: Sql) => Promise<T>): Promise<T> {
  try {
    return await commit(ctx, async (sql) => {
      const answer = await work(sql)
      if (!answer.ok) throw new RolledBack(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T
    throw error
  }
}
