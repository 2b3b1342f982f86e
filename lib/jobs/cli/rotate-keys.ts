import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { rotateKeys, unopenedEvents } from '@/lib/server/personal/rotate-keys'

/**
 * `npm run keys:rotate`: seals everything anew under the first key of ENCRYPTION_KEYS, every marketplace in turn. Can be
 * stopped anywhere; the next start goes on.
 */
for (const id of await marketplaceIds(db())) {
  const { [unopenedEvents]: unopened = 0, ...rotated } = await rotateKeys(jobCtx(db(), id, 'rotate-keys'))
  const total = Object.values(rotated).reduce((sum, count) => sum + count, 0)
  console.log(`${id}: ${total} sealed anew`)
  for (const [place, count] of Object.entries(rotated)) if (count > 0) console.log(`  ${place.padEnd(32)} ${count}`)
  if (unopened > 0) console.log(`  ${unopened} events of the inbox do not open and were left: keep the older keys`)
}
await closeDb(db())
