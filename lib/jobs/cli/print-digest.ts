import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { stateDigest } from '@/lib/server/digest/state-digest'

/** `npm run digest [-- --parts]`: one hash per marketplace over the state that matters. */
for (const id of await marketplaceIds(db())) {
  const { digest, parts } = await stateDigest(jobCtx(db(), id, 'digest'))
  console.log(`${id} ${digest}`)
  if (process.argv.includes('--parts')) {
    for (const [table, part] of Object.entries(parts))
      console.log(`  ${table.padEnd(20)} ${part.rows.padStart(9)} ${part.digest}`)
  }
}
await closeDb(db())
