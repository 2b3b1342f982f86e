import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { connectionOf } from '@/lib/server/sync/connection-of'
import { syncMarketplace } from '@/lib/server/sync/sync-marketplace'

/** `backfill MARKETPLACE NOW`: a whole first sync in a process of its own; prints what it did and its peak memory. */
const [marketplaceId = '', now = ''] = process.argv.slice(2)
const ctx = jobCtx(db(), marketplaceId, 'sync', new Date(now))
const provider = await connectionOf(ctx, false)
const began = performance.now()
const { rows, requests, throttled } = await syncMarketplace(ctx, provider, { kind: 'full' })
const seconds = (performance.now() - began) / 1000
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ rows, requests, throttled, seconds, peakMb })}\n`)
await closeDb(db())
process.exit(0)
