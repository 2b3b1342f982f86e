import { jobCtx } from '@/lib/server/context'
import { openDb } from '@/lib/server/db/client'
import { runExports } from '../jobs/run-export'

/** `run-until-killed MARKETPLACE`: writes the exports that wait, as a worker would, in a process that a test may kill. */
const [marketplaceId = ''] = process.argv.slice(2)
const db = openDb(process.env.DATABASE_URL ?? '', 4)
await runExports(() => jobCtx(db, marketplaceId, 'run-exports'))
process.exit(0)
