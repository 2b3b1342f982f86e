import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { runExport } from '@/lib/server/exports/jobs/run-export'

/** `write-export MARKETPLACE EXPORT`: writes one export as the worker would, in a process of its own; prints its peak memory. */
const [marketplaceId = '', id = ''] = process.argv.slice(2)
const began = performance.now()
await runExport(jobCtx(db(), marketplaceId, 'run-exports'), id)
const seconds = (performance.now() - began) / 1000
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ seconds, peakMb })}\n`)
await closeDb(db())
process.exit(0)
