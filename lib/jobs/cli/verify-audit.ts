import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { type Anchor, againstAnchor } from '@/lib/server/audit/anchor'
import { verifyChain } from '@/lib/server/audit/queries'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'

const Anchors = z.record(z.string(), z.object({ rows: z.string().regex(/^\d{1,18}$/), head: z.string().length(64) }))

/**
 * `npm run audit:verify [-- --marketplace ID] [--anchor FILE] [--keep FILE]`: recomputes every chain from its first row.
 * An anchor is what `--keep` wrote before, kept outside the database: rows that were cut off since are missed by it. Ends
 * with 1 where a chain is broken or shorter than its anchor.
 */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { marketplace: text, anchor: text, keep: text } })
  const known = await marketplaceIds(db())
  const asked = values.marketplace === undefined ? known : [values.marketplace]
  const unknown = asked.find((id) => !known.includes(id))
  if (unknown !== undefined) throw new Error(`There is no marketplace ${unknown}. Say one of ${known.join(', ')}.`)
  const before = values.anchor === undefined ? {} : Anchors.parse(JSON.parse(await readFile(values.anchor, 'utf8')))
  const heads: Record<string, Anchor> = {}
  for (const id of asked) {
    const ctx = jobCtx(db(), id, 'verify-audit')
    const verdict = await verifyChain(ctx)
    const anchor = before[id]
    const why = verdict.holds ? (anchor ? await againstAnchor(ctx, anchor) : null) : verdict.why
    if (!verdict.holds || why !== null) {
      process.exitCode = 1
      console.error(verdict.holds ? `${id} ${why}` : `${id} broken at row ${verdict.brokenAt}: ${verdict.why}`)
      continue
    }
    heads[id] = { rows: String(verdict.rows), head: verdict.head }
    console.log(`${id} whole: ${verdict.rows} rows, head ${verdict.head}${anchor ? ', as anchored' : ''}`)
  }
  if (values.keep !== undefined && process.exitCode !== 1)
    await writeFile(values.keep, `${JSON.stringify({ ...before, ...heads }, null, 2)}\n`)
}

await main()
  .catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  .finally(() => closeDb(db()))
