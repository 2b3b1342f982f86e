import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/prisma/generated/client'
import type { Db } from '../context'
import { env } from '../env'

const int8 = 20
const int8Array = 1016
/** Whole numbers of eight bytes arrive as bigint: an amount never passes through a float. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return BigInt
    if (oid === int8Array) return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt))
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** Opens pool and Prisma client on one address. */
export function openDb(connectionString: string, max = 12): Db {
  const pool = new pg.Pool({ connectionString, max, types, application_name: 'counterfoil' })
  pool.on('error', () => {}) // an idle connection that dies is replaced by the next request
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: Math.ceil(max / 2) }) })
  return { pool, prisma }
}

export async function closeDb(db: Db): Promise<void> {
  await Promise.all([db.pool.end(), db.prisma.$disconnect()])
}

const store = globalThis as { counterfoilDb?: Db }

/** The process's one handle: module state is per bundle in Next, so it lives on globalThis. */
export function db(): Db {
  store.counterfoilDb ??= openDb(env().DATABASE_URL)
  return store.counterfoilDb
}
