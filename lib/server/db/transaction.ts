import pg from 'pg'
import type { Prisma } from '@/prisma/generated/client'
import type { Ctx, Db } from '../context'

export type Tx = Prisma.TransactionClient

/** `run` answers how many rows changed. */
export type Sql = {
  rows<T>(text: string, params?: readonly unknown[]): Promise<T[]>
  run(text: string, params?: readonly unknown[]): Promise<number>
}

const setTenant = `SELECT set_config('counterfoil.marketplace', $1, true)`

/** A Prisma transaction with the tenant set: small reads and writes. */
export function inTransaction<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.prisma.$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe(setTenant, ctx.actor.marketplaceId)
      return work(tx)
    },
    { maxWait: 10_000, timeout: 60_000 },
  )
}

/** One SQL transaction with the tenant set: set-based work and hot reads. */
export function inSql<T>(ctx: Ctx, work: (sql: Sql) => Promise<T>): Promise<T> {
  return begun(ctx, 'BEGIN', work)
}

/** Several reads that see one state: what is written meanwhile shows in none of them. */
export function inSnapshot<T>(ctx: Ctx, work: (sql: Sql) => Promise<T>): Promise<T> {
  return begun(ctx, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work)
}

async function begun<T>(ctx: Ctx, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await ctx.db.pool.connect()
  let broken: Error | undefined
  // A server that dies under an open transaction must fail the work, not the process.
  const lost = (error: Error) => {
    broken = error
  }
  client.on('error', lost)
  try {
    // One round trip for both; in the simple protocol a parameter has to be a literal.
    const tenant = pg.escapeLiteral(ctx.actor.marketplaceId)
    await client.query(`${begin}; SELECT set_config('counterfoil.marketplace', ${tenant}, true)`)
    const result = await work(sqlOfClient(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}

/** The same small interface over a Prisma transaction, so that audit and queue serve both. */
export function sqlOf(tx: Tx): Sql {
  return {
    rows: (text, params = []) => tx.$queryRawUnsafe(text, ...params),
    run: (text, params = []) => tx.$executeRawUnsafe(text, ...params),
  }
}

function sqlOfClient(client: pg.PoolClient): Sql {
  return {
    rows: async <T>(text: string, params: readonly unknown[] = []) =>
      (await client.query(text, [...params])).rows as T[],
    run: async (text, params = []) => (await client.query(text, [...params])).rowCount ?? 0,
  }
}

/** A question asked before the tenant is known; only the `door_…` functions answer without one. */
export async function askDoor<T>(db: Db, text: string, params: readonly unknown[]): Promise<T[]> {
  return (await db.pool.query(text, [...params])).rows as T[]
}
