import { type Ctx, type Db, jobCtx } from '@/lib/server/context'
import type { JobName, JobPayload } from '@/lib/server/queue/jobs'

/** One marketplace's turn of a job. Idempotent, and safe to be killed anywhere. */
export type Handler<N extends JobName> = (db: Db, payload: JobPayload<N>) => Promise<void>

export function ctxOf(db: Db, job: JobName, payload: { marketplaceId: string }): Ctx {
  return jobCtx(db, payload.marketplaceId, job)
}
