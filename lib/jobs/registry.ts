import type { Db } from '@/lib/server/context'
import type { JobName, JobPayload } from '@/lib/server/queue/jobs'

export type Handler<N extends JobName> = (db: Db, payload: JobPayload<N>) => Promise<void>
