import { type Link, whyBroken } from '@/lib/domain/audit/chain'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { auditHash } from './record-audit'
import { type AuditRow, auditColumns } from './rows'

export type Broken = { brokenAt: bigint; why: string }
export type Walk = { at: Link; broken: Broken | null }

const rowsPerStep = 5000

/** Recomputes every hash after `from`, in pages, until the chain ends, breaks, or `most` rows are done. */
export async function walkChain(ctx: Ctx, from: Link, most = Number.POSITIVE_INFINITY): Promise<Walk> {
  let at = from
  for (let done = 0; done < most; ) {
    const limit = Math.min(rowsPerStep, most - done)
    const page = await inSql(ctx, (sql) =>
      sql.rows<AuditRow>(
        `SELECT ${auditColumns} FROM audit_entry WHERE marketplace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
        [ctx.actor.marketplaceId, at.seq, limit],
      ),
    )
    for (const row of page) {
      const why = breaks(ctx, at, row)
      if (why) return { at, broken: { brokenAt: row.seq === at.seq + 1n ? row.seq : at.seq + 1n, why } }
      at = { seq: row.seq, hash: row.hash }
    }
    done += page.length
    if (page.length < limit) break
  }
  return { at, broken: null }
}

function breaks(ctx: Ctx, before: Link, row: AuditRow): string | null {
  return whyBroken(before, row, auditHash(row.prevHash, ctx.actor.marketplaceId, row.seq, row))
}
