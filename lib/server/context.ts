import type pg from 'pg'
import type { Actor } from '@/lib/domain/access/actor'
import type { PrismaClient } from '@/prisma/generated/client'
import { now as clockNow } from './clock'

export type Db = { pool: pg.Pool; prisma: PrismaClient }

/** Every query and command takes it first: an unauthorised call does not type-check. */
export type Ctx = {
  actor: Actor
  now: Date
  db: Db
  /** The browser's session that it came with, where it came with one. */
  sessionId?: string | undefined
}

/** The job runner's door. */
export function jobCtx(db: Db, marketplaceId: string, job: string, now: Date = clockNow()): Ctx {
  return { actor: { kind: 'job', id: job, marketplaceId }, now, db }
}
